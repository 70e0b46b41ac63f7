using FoundationModels.Transcripts;

namespace FoundationModels;

public sealed partial class Transcript
{
    /// <summary>One call of a tool that the model asked for.</summary>
    public sealed record ToolCall
    {
        /// <summary>Initializes the call.</summary>
        /// <param name="toolName">The tool's name.</param>
        /// <param name="argumentsJson">The arguments as JSON.</param>
        /// <exception cref="ArgumentException">The name is empty, or the arguments are not JSON.</exception>
        public ToolCall(string toolName, string argumentsJson)
        {
            ToolName = toolName;
            ArgumentsJson = argumentsJson;
        }

        /// <summary>Gets the call's identity, which its output repeats; a new UUID unless it is set.</summary>
        public string Id { get; init; } = NewId();

        /// <summary>Gets the tool's name.</summary>
        public string ToolName
        {
            get;
            init
            {
                ArgumentException.ThrowIfNullOrEmpty(value, nameof(ToolName));
                field = value;
            }
        }

        /// <summary>Gets the arguments as JSON.</summary>
        public string ArgumentsJson { get; init => field = JsonText.Checked(value, nameof(ArgumentsJson)); }

        /// <summary>Gets the members of its JSON object that are not interpreted.</summary>
        internal JsonMembers Uninterpreted { get; init; } = JsonMembers.None;
    }
}
