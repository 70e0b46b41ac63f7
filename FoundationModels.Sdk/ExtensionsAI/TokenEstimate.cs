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
        transcript.Sum(entry => TokensPerEntry + ((Encoding.UTF8.GetByteCount(entry.Text) + BytesPerToken - 1) / BytesPerToken));
}
