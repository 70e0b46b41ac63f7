namespace FoundationModels.Grammars.Regex;

/// <summary>How a part of a pattern is read.</summary>
[Flags]
internal enum RegexFlags
{
    /// <summary>As ECMA-262 reads a pattern without flags but u.</summary>
    None = 0,

    /// <summary>i: letters match both cases.</summary>
    IgnoreCase = 1,

    /// <summary>m: anchors match at line ends, too.</summary>
    MultiLine = 2,

    /// <summary>s: the dot matches line ends, too.</summary>
    DotAll = 4,
}
