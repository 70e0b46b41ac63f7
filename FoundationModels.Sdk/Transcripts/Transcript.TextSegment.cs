namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>A piece of text.</summary>
    public sealed record TextSegment : Segment
    {
        /// <summary>Initializes the segment.</summary>
        /// <exception cref="ArgumentNullException">The text is null.</exception>
        public TextSegment(string content) => Content = content;

        /// <summary>Gets the text.</summary>
        /// <remarks>Half of a surrogate pair is kept in memory, and becomes U+FFFD where the transcript is saved, as in any UTF-8 text.</remarks>
        public string Content { get; init => field = value ?? throw new ArgumentNullException(nameof(Content)); }

        /// <inheritdoc/>
        public override string Text => Content;
    }
}
