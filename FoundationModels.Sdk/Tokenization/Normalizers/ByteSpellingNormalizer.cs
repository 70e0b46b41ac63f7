using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.PreTokenizers;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Spells the UTF-8 bytes of the text in the byte alphabet (<c>ByteLevel</c> as a normalizer).</summary>
internal sealed class ByteSpellingNormalizer : Normalizer
{
    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch) => ByteSpelling.Spell(input.Text, input.Marks, output);
}
