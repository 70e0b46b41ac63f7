using FoundationModels.Transcripts;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>A piece of an entry: a <see cref="TextSegment"/> or a <see cref="StructuredSegment"/>.</summary>
    public abstract record Segment
    {
        private protected Segment()
        {
        }

        /// <summary>Gets the segment's identity; a new UUID unless it is set.</summary>
        public string Id
        {
            get;
            init
            {
                ArgumentException.ThrowIfNullOrEmpty(value, nameof(Id));
                field = value;
            }
        } = NewId();

        /// <summary>Gets the segment as text.</summary>
        public abstract string Text { get; }

        /// <summary>Gets the members of its JSON object that are not interpreted.</summary>
        internal JsonMembers Uninterpreted { get; init; } = JsonMembers.None;
    }
}
