namespace FoundationModels;

/// <summary>What the keyword <c>format</c> of a JSON Schema means.</summary>
public enum SchemaFormats
{
    /// <summary>Known formats are enforced; unknown ones are annotations.</summary>
    Assert,

    /// <summary>Every format is an annotation, as the specifications since draft 2019-09 have it by default.</summary>
    Annotate,
}
