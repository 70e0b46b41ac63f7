using FoundationModels.Tokenization.Decoders;
using FoundationModels.Tokenization.Models;
using FoundationModels.Tokenization.Normalizers;
using FoundationModels.Tokenization.PreTokenizers;

namespace FoundationModels.Tokenization;

/// <summary>What a tokenizer is made of.</summary>
/// <param name="Vocabulary">The model's tokens.</param>
/// <param name="Model">What turns a piece into ids.</param>
/// <param name="AddedTokens">The tokens that are found in text as it stands.</param>
/// <param name="Normalizers">The steps that rewrite text.</param>
/// <param name="PreTokenizers">The steps that split text into pieces.</param>
/// <param name="Decoders">The steps from tokens to text.</param>
internal sealed record TokenizerParts(
    Vocabulary Vocabulary,
    TokenModel Model,
    IReadOnlyList<AddedToken> AddedTokens,
    Normalizer[] Normalizers,
    PreTokenizer[] PreTokenizers,
    DecoderChain Decoders);
