using FoundationModels.Transcripts;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>What a person asked.</summary>
    public sealed record Prompt : SegmentEntry
    {
        /// <summary>Initializes the entry from segments.</summary>
        public Prompt(IEnumerable<Segment> segments)
            : base(segments)
        {
        }

        /// <summary>Initializes the entry from a text.</summary>
        public Prompt(string text)
            : base([new TextSegment(text)])
        {
        }

        /// <summary>Gets the options that its response was asked for with.</summary>
        public GenerationOptions Options { get; init => field = value ?? throw new ArgumentNullException(nameof(Options)); } = new();

        /// <summary>Gets the form that its response has to have; null for plain text.</summary>
        public ResponseFormat? ResponseFormat { get; init; }

        /// <summary>Gets whether the model is shown the schema of that form in words; null where nobody said.</summary>
        public bool? IncludeSchemaInPrompt { get; init; }

        /// <summary>Gets the members of the context options' JSON object that are not interpreted.</summary>
        internal JsonMembers UninterpretedContextOptions { get; init; } = JsonMembers.None;

        /// <summary>Gets the members of the options' JSON object that are not interpreted.</summary>
        internal JsonMembers UninterpretedOptions { get; init; } = JsonMembers.None;
    }
}
