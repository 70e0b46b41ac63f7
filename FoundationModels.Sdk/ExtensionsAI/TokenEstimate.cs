using System.Text;

namespace FoundationModels.ExtensionsAI;

/// <summary>Estimates tokens where nobody can count them.</summary>
internal static class TokenEstimate
{
    // English takes about four bytes a token with the tokenizers in use; a message has marks around it.
    private const int BytesPerToken = 4;
    private const int TokensPerEntry = 4;

    /// <summary>About how many tokens a transcript has.</summary>
    public static int Of(Transcript transcript) =>
        transcript.Sum(entry => TokensPerEntry + Of(entry.Text));

    /// <summary>About how many tokens the signatures of tools have.</summary>
    public static int Of(IEnumerable<ToolDefinition> tools) =>
        tools.Sum(tool => TokensPerEntry + Of(tool.Name) + Of(tool.Description) + Of(tool.Parameters.ToJsonSchema()));

    private static int Of(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;
}
