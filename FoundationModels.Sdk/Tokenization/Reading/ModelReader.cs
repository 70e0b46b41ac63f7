using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace FoundationModels.Tokenization.Reading;

/// <summary>Reads <c>model</c> in one pass over the file's bytes, without a string or object for each token.</summary>
/// <remarks>Its loops are optimized at once, because they run once, at an app's start.</remarks>
internal sealed class ModelReader(string file)
{
    /// <summary>The highest id that a file may use. It bounds the memory that a hostile file can ask for.</summary>
    public const int HighestId = (1 << 22) - 1;

    private const int BytesPerToken = 64;
    private readonly ModelData _data = new();
    private readonly PooledBuffer<byte> _unescaped = new();
    private readonly PooledBuffer<byte> _left = new();
    private readonly PooledBuffer<byte> _product = new();

    /// <summary>Reads the object at which the reader stands, in a file of a length in bytes.</summary>
    public ModelData Read(ref Utf8JsonReader reader, int length)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Error("model", "is not an object.");
        _data.Vocabulary.Reserve(length / BytesPerToken);
        bool hasVocabulary = false;
        Utf8JsonReader merges = default;
        bool hasMerges = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "vocab":
                    ReadVocabulary(ref reader);
                    hasVocabulary = true;
                    break;
                case "merges":
                    // Merges are written with the tokens' texts, so they can only be read after the vocabulary.
                    hasMerges = true;
                    merges = reader;
                    reader.Skip();
                    break;
                default:
                    ReadOption(name, ref reader);
                    break;
            }
        }

        if (!hasVocabulary)
            throw Error("model.vocab", "is missing.");
        _data.Vocabulary.Complete();
        if (hasMerges)
            ReadMerges(ref merges);
        return _data;
    }

    private void ReadOption(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "type":
                _data.Type = Text(name, ref reader);
                break;
            case "unk_token":
                _data.UnknownToken = Text(name, ref reader);
                break;
            case "unk_id":
                _data.UnknownId = reader.TokenType == JsonTokenType.Null ? null : Id("model.unk_id", ref reader);
                break;
            case "continuing_subword_prefix":
                _data.ContinuingPrefix = Text(name, ref reader);
                break;
            case "end_of_word_suffix":
                _data.WordSuffix = Text(name, ref reader);
                break;
            case "fuse_unk":
                _data.FusesUnknown = reader.TokenType == JsonTokenType.True;
                break;
            case "byte_fallback":
                _data.FallsBackToBytes = reader.TokenType == JsonTokenType.True;
                break;
            case "ignore_merges":
                _data.IgnoresMerges = reader.TokenType == JsonTokenType.True;
                break;
            case "max_input_chars_per_word":
                _data.LongestWord = Id("model.max_input_chars_per_word", ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadVocabulary(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                ReadOnlySpan<byte> content = Content(ref reader);
                reader.Read();
                _data.Vocabulary.Add(content, Id("model.vocab", ref reader));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadScored(ref reader);
        }
        else
        {
            throw Error("model.vocab", "is neither an object nor an array.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadScored(ref Utf8JsonReader reader)
    {
        int id = _data.Scores.Count;
        if (id > HighestId || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String)
            throw Error($"model.vocab[{id}]", "is not a pair of a text and a score.");
        _data.Vocabulary.Add(Content(ref reader), id);
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double score) || !double.IsFinite(score))
            throw Error($"model.vocab[{id}]", "its score is not a number.");
        _data.Scores.Add(score);
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            throw Error($"model.vocab[{id}]", "is not a pair of a text and a score.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadMerges(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Error("model.merges", "is not an array.");
        int prefix = Encoding.UTF8.GetByteCount(_data.ContinuingPrefix ?? "");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            bool isPair = reader.TokenType == JsonTokenType.StartArray;
            if (isPair)
                reader.Read();
            ReadOnlySpan<byte> left = reader.TokenType == JsonTokenType.String ? Content(ref reader) : throw BadMerge();
            ReadOnlySpan<byte> right;
            if (isPair)
            {
                _left.Clear();
                _left.AddRange(left);
                left = _left.Span;
                right = reader.Read() && reader.TokenType == JsonTokenType.String ? Content(ref reader) : throw BadMerge();
            }
            else
            {
                int space = left.IndexOf((byte)' ');
                if (space < 0 || left[(space + 1)..].Contains((byte)' '))
                    throw BadMerge();
                right = left[(space + 1)..];
                left = left[..space];
            }

            AddMerge(left, right, prefix);
            if (isPair && (!reader.Read() || reader.TokenType != JsonTokenType.EndArray))
                throw BadMerge();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddMerge(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int prefix)
    {
        _product.Clear();
        _product.AddRange(left);
        _product.AddRange(right[Math.Min(prefix, right.Length)..]);
        if (!_data.Vocabulary.TryGetId(left, out int leftId) || !_data.Vocabulary.TryGetId(right, out int rightId) ||
            !_data.Vocabulary.TryGetId(_product.Span, out int productId))
            throw Error($"model.merges[{_data.Merges.Count}]", $"'{Encoding.UTF8.GetString(left)} {Encoding.UTF8.GetString(right)}' has a token that is not in the vocabulary.");
        _data.Merges.Add((leftId, rightId, productId));
    }

    private ReadOnlySpan<byte> Content(scoped ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        _unescaped.Clear();
        Span<byte> text = _unescaped.Extend(reader.ValueSpan.Length);
        try
        {
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException e)
        {
            throw new ModelFormatException(file, "model.vocab", "has a token that is not valid Unicode.", e);
        }
    }

    private string? Text(string name, ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => Encoding.UTF8.GetString(Content(ref reader)),
        _ => throw Error($"model.{name}", "is not a text."),
    };

    private int Id(string element, ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int id) && id is >= 0 and <= HighestId
            ? id
            : throw Error(element, $"has a number that is not between 0 and {HighestId}.");

    private ModelFormatException BadMerge() => Error($"model.merges[{_data.Merges.Count}]", "is not a pair of tokens.");

    private ModelFormatException Error(string element, string reason) => new(file, element, reason);
}
