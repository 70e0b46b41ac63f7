using System.Text.Json;
using FoundationModels.Packages;

namespace FoundationModels.Import.HuggingFace;

/// <summary>The tokenizer of a folder, with its special tokens and chat template; any of it may be absent.</summary>
internal sealed class HuggingFaceTokenizer(string folder, SourceJson config)
{
    private const long TokenizerLimit = 256 << 20;
    private const long SettingsLimit = 16 << 20;

    private static readonly string[] Named = ["bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"];

    private readonly string _path = Path.Combine(folder, ModelManifest.TokenizerFile);
    private byte[]? _json;
    private Tokenizer? _tokenizer;
    private SourceJson? _settings;

    /// <summary>The checked content of <c>tokenizer.json</c>, or null where it is absent.</summary>
    public byte[]? ReadJson()
    {
        if (_json is null && File.Exists(_path))
        {
            _json = SourceText.Read(_path, TokenizerLimit);
            _tokenizer = Tokenizer.Parse(_json, _path);
        }

        return _json;
    }

    /// <summary>The chat template, or null where there is none.</summary>
    public string? ReadChatTemplate()
    {
        string path = Path.Combine(folder, ModelManifest.ChatTemplateFile);
        if (File.Exists(path))
            return SourceText.ReadUtf8(path, SettingsLimit);
        const string Key = "chat_template";
        if (Settings is not { } settings || settings.Find(Key) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            return settings.TextOf(Key, value);
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("name", out JsonElement name) || !item.TryGetProperty("template", out JsonElement text))
                throw settings.Fault(Key, "An item is not an object with name and template.");
            if (settings.TextOf(Key, name) == "default")
                return settings.TextOf(Key, text);
        }

        return null;
    }

    /// <summary>Reads which ids end a turn, and the special tokens.</summary>
    public VocabularyFacts ReadVocabulary(int rows)
    {
        _ = ReadJson();
        if (_tokenizer is not null && _tokenizer.VocabularySize > rows)
            throw new ModelFormatException(_path, "model", $"The vocabulary has {_tokenizer.VocabularySize} tokens, the model has rows for {rows}.");
        Dictionary<string, string> special = new(StringComparer.Ordinal);
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        SourceJson? generation = SourceJson.ReadOptional(Path.Combine(folder, "generation_config.json"), SettingsLimit);
        SourceJson turnEnds = generation?.Has("eos_token_id") == true ? generation : config;
        SortedSet<int> ends = [.. turnEnds.Integers("eos_token_id").Select(id => Checked(turnEnds, "eos_token_id", id, rows))];
        foreach (string name in Named)
        {
            if (SpecialText(name) is { } text)
            {
                special.Add(name, text);
                if (_tokenizer is not null && _tokenizer.TryGetTokenId(text, out int id))
                    ids.Add(name, id);
            }

            // Some old files have -1 where they mean that there is none.
            if (!ids.ContainsKey(name) && config.Integers($"{name}_id") is [>= 0 and var first, ..])
                ids.Add(name, Checked(config, $"{name}_id", first, rows));
        }

        if (special.ContainsKey("eos_token") && ids.TryGetValue("eos_token", out int end))
            ends.Add(end);
        foreach (Tokenization.AddedToken token in _tokenizer?.AddedTokens ?? [])
        {
            if (VocabularyFacts.EndsTurn(token.Content))
                ends.Add(token.Id);
        }

        return new VocabularyFacts([.. ends], special, ids);
    }

    private SourceJson? Settings => _settings ??= SourceJson.ReadOptional(Path.Combine(folder, "tokenizer_config.json"), SettingsLimit);

    private static int Checked(SourceJson file, string name, int id, int rows) => id >= 0 && id < rows
        ? id
        : throw file.Fault(name, $"The id {id} is outside of the {rows} that the model has.");

    /// <summary>A special token: a text, or an object with the text as its content.</summary>
    private string? SpecialText(string name)
    {
        if (Settings is not { } settings || settings.Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Object ? settings.Child(name)!.Text("content") : settings.TextOf(name, value);
    }
}
