using System.Collections.Concurrent;

namespace FoundationModels.Sdk.Tests.Tools;

/// <summary>A tool that remembers its calls.</summary>
internal sealed class RecordingTool : ITool
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";
    private readonly Func<GeneratedContent, CancellationToken, ValueTask<ToolOutput>> _call;
    private readonly ConcurrentQueue<string> _calls = new();

    public RecordingTool(string name, Func<GeneratedContent, CancellationToken, ValueTask<ToolOutput>> call, string schema = Schema)
    {
        _call = call;
        Definition = new ToolDefinition(name, $"Tells {name}.", GenerationSchema.FromJsonSchema(schema));
    }

    public RecordingTool(string name, string output)
        : this(name, (_, _) => new ValueTask<ToolOutput>(output))
    {
    }

    public ToolDefinition Definition { get; }

    /// <summary>Gets the arguments of each call.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public ValueTask<ToolOutput> CallAsync(GeneratedContent arguments, CancellationToken cancellationToken)
    {
        _calls.Enqueue(arguments.ToJson());
        return _call(arguments, cancellationToken);
    }
}
