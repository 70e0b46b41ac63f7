using FoundationModels.Transcripts;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>The form that an answer has to have.</summary>
    public sealed record ResponseFormat
    {
        /// <summary>Initializes the form.</summary>
        /// <param name="schema">The schema that the answer follows.</param>
        public ResponseFormat(GenerationSchema schema) => Schema = schema;

        /// <summary>Gets the schema that the answer follows.</summary>
        public GenerationSchema Schema { get; init => field = value ?? throw new ArgumentNullException(nameof(Schema)); }

        /// <summary>Gets the name of the schema.</summary>
        public string Name => Schema.Name;

        /// <summary>Gets the members of its JSON object that are not interpreted.</summary>
        internal JsonMembers Uninterpreted { get; init; } = JsonMembers.None;

        /// <summary>Gets the members beside the schema that are not interpreted.</summary>
        internal JsonMembers UninterpretedSchema { get; init; } = JsonMembers.None;
    }
}
