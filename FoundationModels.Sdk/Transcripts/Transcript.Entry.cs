using FoundationModels.Transcripts;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>One entry of a transcript: <see cref="Instructions"/>, <see cref="Prompt"/>, <see cref="Response"/>,
    /// <see cref="ToolCalls"/> or <see cref="ToolOutput"/>.</summary>
    public abstract record Entry
    {
        private protected Entry()
        {
        }

        /// <summary>Gets the entry's identity; a new UUID unless it is set.</summary>
        /// <exception cref="ArgumentException">It is null or empty.</exception>
        public string Id { get; init => field = NotEmpty(value, nameof(Id)); } = NewId();

        /// <summary>Gets the entry's text: its text segments and the JSON of its structured ones, with a line feed between them.</summary>
        public abstract string Text { get; }

        /// <summary>Gets the members of its JSON object that are not interpreted.</summary>
        internal JsonMembers Uninterpreted { get; init; } = JsonMembers.None;

        private protected static string NotEmpty(string value, string name)
        {
            ArgumentException.ThrowIfNullOrEmpty(value, name);
            return value;
        }
    }
}
