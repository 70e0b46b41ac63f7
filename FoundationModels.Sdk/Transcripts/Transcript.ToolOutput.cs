namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>What a tool gave back.</summary>
    public sealed record ToolOutput : SegmentEntry
    {
        /// <summary>Initializes the entry.</summary>
        /// <param name="callId">The identity of the call that it answers; it becomes the entry's own.</param>
        /// <param name="toolName">The tool's name.</param>
        /// <param name="segments">What the tool gave back.</param>
        /// <exception cref="ArgumentException">A name is empty or a segment null.</exception>
        public ToolOutput(string callId, string toolName, IEnumerable<Segment> segments)
            : base(segments)
        {
            Id = callId;
            ToolName = toolName;
        }

        /// <summary>Gets the tool's name.</summary>
        public string ToolName { get; init => field = NotEmpty(value, nameof(ToolName)); }
    }
}
