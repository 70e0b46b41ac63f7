using FoundationModels.Transcripts;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>A piece with structure: a value that follows a schema.</summary>
    public sealed record StructuredSegment : Segment
    {
        /// <summary>Initializes the segment.</summary>
        /// <param name="schemaName">The name of the schema that the value follows.</param>
        /// <param name="contentJson">The value as JSON.</param>
        /// <exception cref="ArgumentException">The value is not JSON.</exception>
        public StructuredSegment(string schemaName, string contentJson)
        {
            SchemaName = schemaName;
            ContentJson = contentJson;
        }

        /// <summary>Gets the name of the schema that the value follows.</summary>
        public string SchemaName { get; init => field = value ?? throw new ArgumentNullException(nameof(SchemaName)); }

        /// <summary>Gets the value as JSON.</summary>
        public string ContentJson { get; init => field = JsonText.Checked(value, nameof(ContentJson)); }

        /// <inheritdoc/>
        public override string Text => ContentJson;
    }
}
