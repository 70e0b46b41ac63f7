using System.Text;

namespace FoundationModels.Import.Gguf;

/// <summary>Reads from a GGUF file's metadata which ids end a turn, and its special tokens.</summary>
internal static class GgufVocabulary
{
    private const string TokensKey = "tokenizer.ggml.tokens";
    private const string TypesKey = "tokenizer.ggml.token_type";
    private const int ControlType = 3;
    private const int UserDefinedType = 4;

    private static readonly (string Name, string Key)[] Named =
    [
        ("bos_token", "tokenizer.ggml.bos_token_id"),
        ("eos_token", "tokenizer.ggml.eos_token_id"),
        ("unk_token", "tokenizer.ggml.unknown_token_id"),
        ("pad_token", "tokenizer.ggml.padding_token_id"),
        ("sep_token", "tokenizer.ggml.seperator_token_id"),
        ("cls_token", "tokenizer.ggml.cls_token_id"),
        ("mask_token", "tokenizer.ggml.mask_token_id"),
    ];

    private static readonly string[] TurnEndKeys =
        ["tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id", "tokenizer.ggml.eom_token_id"];

    /// <summary>Reads and checks a vocabulary against the number of embeddings.</summary>
    /// <exception cref="ModelFormatException">There is no vocabulary, it has more tokens than the model has rows, or an id is outside of it.</exception>
    public static VocabularyFacts Read(GgufMetadata metadata, int rows)
    {
        GgufStrings tokens = metadata.GetStrings(TokensKey);
        if (tokens.Count > rows)
            throw metadata.Fault(TokensKey, $"The vocabulary has {tokens.Count} tokens, the model has rows for {rows}.");
        if (metadata.TryGetInt32Array(TypesKey, out int[]? types) && types.Length != tokens.Count)
            throw metadata.Fault(TypesKey, $"The array has {types.Length} entries, expected one for each of the {tokens.Count} tokens.");

        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        foreach ((string name, string key) in Named)
        {
            if (IdOf(metadata, key, tokens.Count) is { } id)
                ids.Add(name, id);
        }

        SortedSet<int> ends = [.. TurnEndKeys.Select(key => IdOf(metadata, key, tokens.Count)).OfType<int>()];
        Dictionary<string, string> special = new(StringComparer.Ordinal);
        int index = 0;
        foreach (ReadOnlySpan<byte> token in tokens)
        {
            if (types is not null && types[index] is ControlType or UserDefinedType)
            {
                string text = Encoding.UTF8.GetString(token);
                if (VocabularyFacts.EndsTurn(text))
                    ends.Add(index);
            }

            foreach ((string name, int id) in ids)
            {
                if (id == index)
                    special[name] = Encoding.UTF8.GetString(token);
            }

            index++;
        }

        return new VocabularyFacts([.. ends], special, ids);
    }

    private static int? IdOf(GgufMetadata metadata, string key, int count)
    {
        if (!metadata.TryGetInt32(key, out int id))
            return null;
        return id >= 0 && id < count ? id : throw metadata.Fault(key, $"The id {id} is outside of the vocabulary of {count} tokens.");
    }
}
