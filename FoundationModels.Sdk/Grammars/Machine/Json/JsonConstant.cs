namespace FoundationModels.Grammars.Machine;

/// <summary>The three literal names of JSON.</summary>
internal enum JsonConstant
{
    /// <summary>null.</summary>
    Null,

    /// <summary>false.</summary>
    False,

    /// <summary>true.</summary>
    True,
}
