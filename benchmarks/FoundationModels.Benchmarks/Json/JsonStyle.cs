namespace FoundationModels.Benchmarks.Json;

/// <summary>Where white space stands in a JSON text.</summary>
internal enum JsonStyle
{
    /// <summary>Nowhere.</summary>
    Compact,

    /// <summary>Behind <c>,</c> and <c>:</c>, as Python's json.dumps does.</summary>
    OneLine,

    /// <summary>Every member on a line of its own with two spaces a level, as json.dumps with indent=2.</summary>
    Indented,
}
