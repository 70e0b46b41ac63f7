namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>What the developer told the model about its task, before any prompt.</summary>
    public sealed record Instructions : SegmentEntry
    {
        /// <summary>Initializes the entry from segments.</summary>
        public Instructions(IEnumerable<Segment> segments)
            : base(segments)
        {
        }

        /// <summary>Initializes the entry from a text.</summary>
        public Instructions(string text)
            : base([new TextSegment(text)])
        {
        }
    }
}
