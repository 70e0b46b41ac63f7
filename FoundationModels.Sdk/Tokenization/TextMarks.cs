namespace FoundationModels.Tokenization;

/// <summary>What has to be known of a character, through normalization and splitting, about the text that it came from.</summary>
[Flags]
internal enum TextMarks : byte
{
    /// <summary>A character of the template, after the first.</summary>
    None = 0,

    /// <summary>It comes, at least in part, from text that must not become an added token.</summary>
    Untrusted = 1,

    /// <summary>It comes from the first character of the whole text: prefix spaces that go to the first word only go here.</summary>
    TextStart = 2,

    /// <summary>It follows tokens that were given as ids, so it continues a section: no prefix space goes before it.</summary>
    Continuation = 4,
}
