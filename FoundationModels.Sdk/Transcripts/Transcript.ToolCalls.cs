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
        public IReadOnlyList<ToolCall> Calls
        {
            get;
            init
            {
                field = ValueList.Copy(value);
                // What was generated belongs to the calls that it was read from.
                Message = default;
            }
        }

        /// <summary>Gets the whole message as the model wrote it, text before the calls included, with its ids. It is not saved.</summary>
        internal GeneratedMessage Message { get; init; }

        /// <inheritdoc/>
        public override string Text => string.Join('\n', Calls.Select(c => $"{c.ToolName}({c.ArgumentsJson})"));
    }
}
