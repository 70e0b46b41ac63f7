namespace FoundationModels;

/// <summary>Names one generated value while it grows: the same in all snapshots of a response, and unlike that of any other value.</summary>
/// <remarks>The model does not generate it. User interfaces tell by it which row of a growing list is which.</remarks>
public readonly record struct GenerationId
{
    private readonly Guid _value;

    private GenerationId(Guid value) => _value = value;

    /// <summary>Makes an id that no other value has.</summary>
    public static GenerationId Create() => new(Guid.NewGuid());

    /// <summary>The id as text.</summary>
    public override string ToString() => _value.ToString("N");
}
