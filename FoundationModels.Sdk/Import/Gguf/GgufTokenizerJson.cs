using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FoundationModels.Import.Gguf;

/// <summary>
/// Writes a GGUF file's vocabulary as the <c>tokenizer.json</c> that it was made from, as far as the metadata tell: tokens, merges, scores, added tokens,
/// and the way to split text by its name. One reader then serves both.
/// </summary>
internal sealed class GgufTokenizerJson
{
    private const string Prefix = "tokenizer.ggml.";
    private const string MetaSpace = "\u2581";
    private readonly GgufMetadata _metadata;
    private readonly string _file;
    private readonly string[] _tokens;
    private readonly int[] _types;
    private readonly Utf8JsonWriter _json;

    private GgufTokenizerJson(GgufMetadata metadata, string file, Utf8JsonWriter json)
    {
        (_metadata, _file, _json) = (metadata, file, json);
        _tokens = metadata.TryGetStrings(Prefix + "tokens", out GgufStrings? tokens) ? tokens.ToArray() : throw Error("tokens", "is missing.");
        _types = metadata.TryGetInt32Array(Prefix + "token_type", out int[]? types) ? types : [];
        if (_types.Length != 0 && _types.Length != _tokens.Length)
            throw Error("token_type", $"has {_types.Length} entries for {_tokens.Length} tokens.");
    }

    /// <summary>Writes the content of a <c>tokenizer.json</c>.</summary>
    /// <param name="metadata">The file's metadata.</param>
    /// <param name="file">The file's path, for exceptions.</param>
    /// <exception cref="ModelFormatException">A key is missing or wrong, or names a kind of tokenizer that is not supported.</exception>
    public static byte[] Create(GgufMetadata metadata, string file)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            new GgufTokenizerJson(metadata, file, json).Write();
        return output.WrittenSpan.ToArray();
    }

    private void Write()
    {
        string model = _metadata.GetString(Prefix + "model");
        if (model == "bert")
            RestoreWordPieces();
        _json.WriteStartObject();
        WriteAddedTokens();
        switch (model)
        {
            case "gpt2":
                WriteByteLevel();
                break;
            case "llama":
                WriteSentencePiece();
                break;
            case "t5":
                WriteUnigram();
                break;
            case "bert":
                WriteWordPiece();
                break;
            default:
                throw Error("model", $"the tokenizer '{model}' is not supported.");
        }

        _json.WriteEndObject();
    }

    private void WriteAddedTokens()
    {
        _json.WriteStartArray("added_tokens");
        for (int id = 0; id < _tokens.Length; id++)
        {
            GgufTokenType type = TypeOf(id);
            if (type is not (GgufTokenType.Control or GgufTokenType.UserDefined or GgufTokenType.Unknown) || _tokens[id].Length == 0)
                continue;
            _json.WriteStartObject();
            _json.WriteNumber("id", id);
            _json.WriteString("content", _tokens[id]);
            _json.WriteBoolean("normalized", false);
            _json.WriteBoolean("special", type != GgufTokenType.UserDefined);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteByteLevel()
    {
        string name = _metadata.TryGetString(Prefix + "pre", out string? pre) ? pre : "default";
        if (!GgufTokenizerSplit.TryFind(name, out GgufTokenizerSplit split))
            throw Error("pre", $"the way to split text '{name}' is not supported; put the model's tokenizer.json beside the file.");
        if (split.IsComposed)
            WriteComponent("normalizer", "NFC");
        _json.WriteStartObject("pre_tokenizer");
        _json.WriteString("type", "Sequence");
        _json.WriteStartArray("pretokenizers");
        if (split.SplitsDigits)
            WriteObject(("type", "Digits"), ("individual_digits", true));
        foreach (string pattern in split.Patterns)
            WriteSplit(pattern);
        WriteObject(("type", "ByteLevel"), ("add_prefix_space", Flag("add_space_prefix", false)), ("use_regex", split.UsesGpt2Words));
        _json.WriteEndArray();
        _json.WriteEndObject();
        WriteComponent("decoder", "ByteLevel");
        _json.WriteStartObject("model");
        _json.WriteString("type", "BPE");
        _json.WriteBoolean("ignore_merges", split.IgnoresMerges);
        WriteVocabulary();
        _json.WriteStartArray("merges");
        string[] merges = _metadata.TryGetStrings(Prefix + "merges", out GgufStrings? texts) ? texts.ToArray() : throw Error("merges", "is missing.");
        foreach (string merge in merges)
            _json.WriteStringValue(merge);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteSentencePiece()
    {
        bool hasPrefix = Flag("add_space_prefix", true);
        _json.WriteStartObject("normalizer");
        _json.WriteString("type", "Sequence");
        _json.WriteStartArray("normalizers");
        if (hasPrefix)
            WriteObject(("type", "Prepend"), ("prepend", MetaSpace));
        WriteReplace("String", " ", MetaSpace);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteStartObject("decoder");
        _json.WriteString("type", "Sequence");
        _json.WriteStartArray("decoders");
        WriteReplace("String", MetaSpace, " ");
        WriteObject(("type", "ByteFallback"));
        WriteObject(("type", "Fuse"));
        if (hasPrefix)
            WriteObject(("type", "Strip"), ("content", " "), ("start", 1), ("stop", 0));
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteStartObject("model");
        _json.WriteString("type", "BPE");
        _json.WriteString("unk_token", _tokens[UnknownId()]);
        _json.WriteBoolean("fuse_unk", true);
        _json.WriteBoolean("byte_fallback", true);
        WriteVocabulary();
        _json.WriteStartArray("merges");
        bool[] isText = [.. _tokens.Select((_, id) => TypeOf(id) is GgufTokenType.Normal or GgufTokenType.UserDefined)];
        foreach ((string left, string right) in GgufTokenizerMerges.FromScores(_tokens, Scores(), isText))
        {
            _json.WriteStartArray();
            _json.WriteStringValue(left);
            _json.WriteStringValue(right);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteUnigram()
    {
        _json.WriteStartObject("normalizer");
        _json.WriteString("type", "Sequence");
        _json.WriteStartArray("normalizers");
        if (_metadata.TryGetInt32Array(Prefix + "precompiled_charsmap", out int[]? map))
            WriteObject(("type", "Precompiled"), ("precompiled_charsmap", Convert.ToBase64String([.. map.Select(b => unchecked((byte)b))])));
        if (Flag("remove_extra_whitespaces", false))
        {
            WriteObject(("type", "Strip"), ("strip_left", false), ("strip_right", true));
            WriteReplace("Regex", " {2,}", MetaSpace);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        string scheme = Flag("add_space_prefix", true) ? "always" : "never";
        WriteMetaspace("pre_tokenizer", scheme);
        WriteMetaspace("decoder", scheme);
        _json.WriteStartObject("model");
        _json.WriteString("type", "Unigram");
        _json.WriteNumber("unk_id", UnknownId());
        _json.WriteStartArray("vocab");
        float[] scores = Scores();
        for (int id = 0; id < _tokens.Length; id++)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(_tokens[id]);
            _json.WriteNumberValue(scores[id]);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteWordPiece()
    {
        bool isLower = Flag("normalizer.lowercase", true);
        _json.WritePropertyName("normalizer");
        WriteObject(("type", "BertNormalizer"), ("clean_text", true), ("handle_chinese_chars", true), ("lowercase", isLower));
        WriteComponent("pre_tokenizer", "BertPreTokenizer");
        _json.WritePropertyName("decoder");
        WriteObject(("type", "WordPiece"), ("prefix", "##"), ("cleanup", true));
        _json.WriteStartObject("model");
        _json.WriteString("type", "WordPiece");
        _json.WriteString("unk_token", _tokens[UnknownId()]);
        _json.WriteString("continuing_subword_prefix", "##");
        _json.WriteNumber("max_input_chars_per_word", 100);
        WriteVocabulary();
        _json.WriteEndObject();
    }

    // GGUF marks what begins a word with a meta space, where BERT's own files mark what does not.
    private void RestoreWordPieces()
    {
        for (int id = 0; id < _tokens.Length; id++)
        {
            if (_tokens[id].StartsWith(MetaSpace, StringComparison.Ordinal))
                _tokens[id] = _tokens[id][MetaSpace.Length..];
            else if (TypeOf(id) is not (GgufTokenType.Control or GgufTokenType.Unknown))
                _tokens[id] = "##" + _tokens[id];
        }
    }

    private void WriteVocabulary()
    {
        _json.WriteStartObject("vocab");
        for (int id = 0; id < _tokens.Length; id++)
            _json.WriteNumber(_tokens[id], id);
        _json.WriteEndObject();
    }

    private void WriteSplit(string pattern)
    {
        _json.WriteStartObject();
        _json.WriteString("type", "Split");
        _json.WriteStartObject("pattern");
        _json.WriteString("Regex", pattern);
        _json.WriteEndObject();
        _json.WriteString("behavior", "Isolated");
        _json.WriteEndObject();
    }

    private void WriteReplace(string kind, string pattern, string content)
    {
        _json.WriteStartObject();
        _json.WriteString("type", "Replace");
        _json.WriteStartObject("pattern");
        _json.WriteString(kind, pattern);
        _json.WriteEndObject();
        _json.WriteString("content", content);
        _json.WriteEndObject();
    }

    private void WriteMetaspace(string property, string scheme)
    {
        _json.WritePropertyName(property);
        WriteObject(("type", "Metaspace"), ("replacement", MetaSpace), ("prepend_scheme", scheme));
    }

    private void WriteComponent(string property, string type)
    {
        _json.WritePropertyName(property);
        WriteObject(("type", type));
    }

    private void WriteObject(params ReadOnlySpan<(string Name, object Value)> properties)
    {
        _json.WriteStartObject();
        foreach ((string name, object value) in properties)
        {
            if (value is bool flag)
                _json.WriteBoolean(name, flag);
            else if (value is int number)
                _json.WriteNumber(name, number);
            else
                _json.WriteString(name, (string)value);
        }

        _json.WriteEndObject();
    }

    private GgufTokenType TypeOf(int id) => _types.Length == 0 ? GgufTokenType.Normal : (GgufTokenType)_types[id];

    private float[] Scores() => _metadata.TryGetSingleArray(Prefix + "scores", out float[]? scores) && scores.Length == _tokens.Length
        ? scores
        : throw Error("scores", $"does not have a score for each of {_tokens.Length} tokens.");

    private bool Flag(string key, bool absent) => _metadata.TryGetBoolean(Prefix + key, out bool flag) ? flag : absent;

    private int UnknownId()
    {
        int id = _metadata.TryGetInt32(Prefix + "unknown_token_id", out int given) ? given : Math.Max(0, Array.IndexOf(_types, (int)GgufTokenType.Unknown));
        return (uint)id < (uint)_tokens.Length
            ? id
            : throw Error("unknown_token_id", string.Create(CultureInfo.InvariantCulture, $"{id} is not one of {_tokens.Length} tokens."));
    }

    private ModelFormatException Error(string key, string reason) => new(_file, Prefix + key, reason);
}
