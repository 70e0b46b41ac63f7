namespace FoundationModels.Prompts;

/// <summary>Who wrote a run of text. Only text of the model package itself can become a control token.</summary>
internal enum TextProvenance : byte
{
    /// <summary>A person or a tool wrote it, or its origin was lost: added tokens are never recognised in it.</summary>
    Untrusted,

    /// <summary>The chat template's own literal text.</summary>
    Template,

    /// <summary>A special token that the model declares and the template reads as a value, like <c>bos_token</c>.</summary>
    SpecialToken,

    /// <summary>Earlier output of the model. It may carry the ids that were generated.</summary>
    Model,
}
