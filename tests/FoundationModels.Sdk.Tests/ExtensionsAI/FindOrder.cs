using System.Collections.Concurrent;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>A tool that knows where an order is.</summary>
internal sealed class FindOrder : ITool
{
    public const string Answer = "It left on Monday and comes on Friday.";

    private readonly ConcurrentQueue<string> _asked = new();

    public IReadOnlyList<string> Asked => [.. _asked];

    public ToolDefinition Definition { get; } = new(
        "find_order",
        "Finds an order by its number",
        GenerationSchema.ForObject("FindOrder", [DynamicGenerationSchema.Property.ForType("number", "The number", [GenerationGuide.Pattern("^[0-9]{1,8}$")])]));

    public ValueTask<ToolOutput> CallAsync(GeneratedContent arguments, CancellationToken cancellationToken)
    {
        _asked.Enqueue(arguments.Value<string>("number"));
        return new ValueTask<ToolOutput>(Answer);
    }
}
