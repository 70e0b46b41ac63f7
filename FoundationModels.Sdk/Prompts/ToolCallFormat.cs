using System.Text.Json.Serialization;

namespace FoundationModels.Prompts;

/// <summary>How a family of models writes calls of tools, and how it is told of tools and their outputs where its chat template has no words for them.</summary>
/// <remarks>Calls are written as OPEN, BEGIN name MIDDLE arguments END with SEPARATOR between two calls, and CLOSE. The manifest of a model holds this record as it is.</remarks>
internal sealed record ToolCallFormat
{
    /// <summary>Gets the family's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what stands before the first call.</summary>
    public string Open { get; init; } = "";

    /// <summary>Gets what stands before a tool's name, its quotation mark included.</summary>
    public required string Begin { get; init; }

    /// <summary>Gets what stands between name and arguments, the name's quotation mark included.</summary>
    public required string Middle { get; init; }

    /// <summary>Gets what stands behind the arguments.</summary>
    public required string End { get; init; }

    /// <summary>Gets what stands between two calls.</summary>
    public string Separator { get; init; } = "\n";

    /// <summary>Gets what stands behind the last call.</summary>
    public string Close { get; init; } = "";

    /// <summary>Gets the beginning of a call that tells it from text.</summary>
    public required string Trigger { get; init; }

    /// <summary>Gets the role of a message with a tool's output, for templates that do not know tools.</summary>
    public string OutputRole { get; init; } = "user";

    /// <summary>Gets what stands around a tool's output, for templates that do not know tools.</summary>
    public string OutputBegin { get; init; } = "<tool_response>\n";

    /// <summary>Gets what stands behind a tool's output, for templates that do not know tools.</summary>
    public string OutputEnd { get; init; } = "\n</tool_response>";

    /// <summary>Gets what stands before the name in the first call.</summary>
    [JsonIgnore]
    public string FirstBegin => Open + Begin;

    /// <summary>Gets the parts that tokens of their own may stand for.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Marks => [Open, Begin, End, Close];
}
