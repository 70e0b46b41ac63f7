using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FoundationModels.Tokenization.Decoders;
using FoundationModels.Tokenization.Models;
using FoundationModels.Tokenization.Normalizers;
using FoundationModels.Tokenization.PreTokenizers;

namespace FoundationModels.Tokenization.Reading;

/// <summary>Reads a <c>tokenizer.json</c> into the parts of a tokenizer.</summary>
internal sealed class TokenizerReader
{
    private readonly string _file;
    private readonly List<AddedToken> _addedTokens = [];
    private readonly List<Normalizer> _normalizers = [];
    private readonly List<PreTokenizer> _preTokenizers = [];
    private readonly List<TokenDecoder> _decoders = [];
    private JsonElement _added;
    private ModelData? _model;

    private TokenizerReader(string file)
    {
        _file = file;
    }

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="ModelFormatException">It is no tokenizer, or uses what is not supported.</exception>
    public static TokenizerParts Read(ReadOnlySpan<byte> utf8Json, string file)
    {
        TokenizerReader reader = new(file);
        try
        {
            reader.ReadAll(utf8Json);
        }
        catch (JsonException e)
        {
            throw new ModelFormatException(file, null, $"is not valid JSON: {e.Message}", e);
        }

        return reader.Build();
    }

    private void ReadAll(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.StartsWith("\uFEFF"u8))
            utf8Json = utf8Json[3..];
        Utf8JsonReader json = new(utf8Json);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw new ModelFormatException(_file, null, "is not a JSON object.");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            bool isModel = json.ValueTextEquals("model"u8);
            bool isAdded = json.ValueTextEquals("added_tokens"u8);
            string? component = json.ValueTextEquals("normalizer"u8) ? "normalizer"
                : json.ValueTextEquals("pre_tokenizer"u8) ? "pre_tokenizer"
                : json.ValueTextEquals("decoder"u8) ? "decoder"
                : null;
            json.Read();
            if (isModel)
                _model = new ModelReader(_file).Read(ref json, utf8Json.Length);
            else if (isAdded)
                _added = JsonElement.ParseValue(ref json);
            else if (component is not null && json.TokenType != JsonTokenType.Null)
                ReadComponent(component, new JsonComponent(JsonElement.ParseValue(ref json), _file, component));
            else
                json.Skip();
        }

        // Trailing content is an error, as for every JSON text.
        json.Read();
    }

    private void ReadComponent(string name, JsonComponent component)
    {
        if (name == "normalizer")
            NormalizerReader.Read(component, _normalizers);
        else if (name == "pre_tokenizer")
            PreTokenizerReader.Read(component, _preTokenizers);
        else
            DecoderReader.Read(component, _decoders);
    }

    private TokenizerParts Build()
    {
        ModelData data = _model ?? throw new ModelFormatException(_file, "model", "is missing.");
        ReadAddedTokens(data.Vocabulary);
        foreach (AddedToken token in _addedTokens)
        {
            if (token.IsSpecial)
                data.Vocabulary.MarkControl(Encoding.UTF8.GetBytes(token.Content));
        }

        if (_decoders.Count == 0)
            _decoders.Add(new JoinDecoder());
        return new TokenizerParts(data.Vocabulary, BuildModel(data), _addedTokens, [.. _normalizers], [.. _preTokenizers], new DecoderChain(_decoders));
    }

    private TokenModel BuildModel(ModelData data)
    {
        // Files of old versions do not name the model.
        string type = data.Type ?? (data.Scores.Count > 0 ? "Unigram" : data.Merges.Count > 0 ? "BPE" : "WordPiece");
        if (type == "Unigram" != data.Scores.Count > 0)
            throw new ModelFormatException(_file, "model.vocab", $"does not fit the model '{type}'.");
        return type switch
        {
            "BPE" => BuildBytePair(data),
            "Unigram" => BuildUnigram(data),
            "WordPiece" => new WordPieceModel(data.Vocabulary, Unknown(data, "[UNK]"), data.ContinuingPrefix ?? "##", data.LongestWord),
            "WordLevel" => new WordLevelModel(data.Vocabulary, Unknown(data, "<unk>")),
            _ => throw new ModelFormatException(_file, "model.type", $"the model '{type}' is not supported."),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private BytePairModel BuildBytePair(ModelData data)
    {
        BytePairOptions options = new(data.UnknownToken, data.ContinuingPrefix ?? "", data.WordSuffix ?? "", data.FusesUnknown, data.FallsBackToBytes, data.IgnoresMerges);
        if (data.UnknownToken is not null)
            Unknown(data, data.UnknownToken);

        // A byte-level model takes the bytes themselves, so that they need not be spelled in its alphabet first.
        bool takesBytes = _preTokenizers is [.., ByteSpelling] && options.TakesBytes;
        if (takesBytes)
            _preTokenizers.RemoveAt(_preTokenizers.Count - 1);
        MergeTable merges = new(data.Merges.Count);
        for (int rank = 0; rank < data.Merges.Count; rank++)
        {
            (int left, int right, int product) = data.Merges[rank];

            // No merge of text makes a control token.
            if (!data.Vocabulary.IsControl(product))
                merges.Add(left, right, rank, product);
        }

        data.Merges.Trim();
        return new BytePairModel(data.Vocabulary, merges, options, takesBytes);
    }

    private UnigramModel BuildUnigram(ModelData data)
    {
        if (data.UnknownId >= data.Scores.Count)
            throw new ModelFormatException(_file, "model.unk_id", $"{data.UnknownId} is not in the vocabulary of {data.Scores.Count} tokens.");
        return new UnigramModel(data.Vocabulary, [.. data.Scores], data.UnknownId ?? -1, data.FallsBackToBytes);
    }

    private int Unknown(ModelData data, string absent) =>
        data.Vocabulary.TryGetId(Encoding.UTF8.GetBytes(data.UnknownToken ?? absent), out int id)
            ? id
            : throw new ModelFormatException(_file, "model.unk_token", $"'{data.UnknownToken ?? absent}' is not in the vocabulary.");

    private void ReadAddedTokens(Vocabulary vocabulary)
    {
        if (_added.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (_added.ValueKind != JsonValueKind.Array)
            throw new ModelFormatException(_file, "added_tokens", "is not an array.");
        int index = 0;
        foreach (JsonElement element in _added.EnumerateArray())
        {
            JsonComponent token = new(element, _file, $"added_tokens[{index++}]");
            string content = token.String("content");
            if (content.Length == 0)
                continue;
            int id = token.Count("id", -1);
            if (vocabulary.TryGetId(Encoding.UTF8.GetBytes(content), out int known))
                id = known;
            if (id is < 0 or > ModelReader.HighestId)
                throw token.Error("id", $"is not between 0 and {ModelReader.HighestId}.");
            bool isSpecial = token.Boolean("special", false);
            _addedTokens.Add(new AddedToken(
                id,
                content,
                isSpecial,
                token.Boolean("single_word", false),
                token.Boolean("lstrip", false),
                token.Boolean("rstrip", false),
                token.Boolean("normalized", !isSpecial)));
        }
    }
}
