namespace FoundationModels.Import.Gguf;

/// <summary>The kinds of tokens in <c>tokenizer.ggml.token_type</c>, with their numbers in the file.</summary>
internal enum GgufTokenType
{
    /// <summary>Text.</summary>
    Normal = 1,

    /// <summary>What stands for text without a token.</summary>
    Unknown = 2,

    /// <summary>A control token.</summary>
    Control = 3,

    /// <summary>An added token that is no control token.</summary>
    UserDefined = 4,

    /// <summary>Not in use.</summary>
    Unused = 5,

    /// <summary>A single byte.</summary>
    Byte = 6,
}
