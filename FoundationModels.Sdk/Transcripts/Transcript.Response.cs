using FoundationModels.Generation;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>What the model answered.</summary>
    public sealed record Response : SegmentEntry
    {
        /// <summary>Initializes the entry from segments.</summary>
        public Response(IEnumerable<Segment> segments)
            : base(segments)
        {
        }

        /// <summary>Initializes the entry from a text.</summary>
        public Response(string text)
            : base([new TextSegment(text)])
        {
        }

        /// <inheritdoc/>
        public override IReadOnlyList<Segment> Segments
        {
            get => base.Segments;
            init
            {
                base.Segments = value;
                // The ids belong to the text that was generated: a copy with another text must not carry them.
                Tokens = default;
            }
        }

        /// <summary>Gets the ids that were generated for exactly this text. They are not saved.</summary>
        internal GeneratedTokens Tokens { get; init; }
    }
}
