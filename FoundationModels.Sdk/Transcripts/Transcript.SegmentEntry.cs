using FoundationModels.Generation;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>An entry that is made of segments.</summary>
    public abstract record SegmentEntry : Entry
    {
        private protected SegmentEntry(IEnumerable<Segment> segments) => Segments = ValueList.Copy(segments);

        /// <summary>Gets the pieces of the entry in order.</summary>
        /// <exception cref="ArgumentException">One of them is null.</exception>
        public virtual IReadOnlyList<Segment> Segments { get; init => field = ValueList.Copy(value); }

        /// <inheritdoc/>
        public sealed override string Text => Segments.Count == 1 ? Segments[0].Text : string.Join('\n', Segments.Select(s => s.Text));
    }
}
