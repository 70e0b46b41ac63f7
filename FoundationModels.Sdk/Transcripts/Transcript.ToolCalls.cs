using FoundationModels.Generation;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>The calls of tools that the model asked for in one step.</summary>
    public sealed record ToolCalls : Entry
    {
        /// <summary>Initializes the entry.</summary>
        /// <exception cref="ArgumentException">A call is null.</exception>
        public ToolCalls(IEnumerable<ToolCall> calls) => Calls = ValueList.Copy(calls);

        /// <summary>Gets the calls in order.</summary>
        public IReadOnlyList<ToolCall> Calls { get; init => field = ValueList.Copy(value); }

        /// <inheritdoc/>
        public override string Text => string.Join('\n', Calls.Select(c => $"{c.ToolName}({c.ArgumentsJson})"));
    }
}
