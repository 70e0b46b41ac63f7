using System.IO.Compression;
using FoundationModels.Import.Gguf;

namespace FoundationModels.Conformance;

/// <summary>Finds the vocabularies of the goldens: <c>ROOT/NAME/tokenizer.json[.gz]</c> and <c>*.gguf</c>, <c>NAME=FILE</c>, the goldens' own
/// <c>tiny</c> folder and, for the two models that are shipped, the folder of models; those are tested from their GGUF file as well.</summary>
internal sealed class TokenizerSources
{
    private readonly Dictionary<string, IReadOnlyList<(string Source, Tokenizer Tokenizer)>> _loaded = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string> ModelFolders = new(StringComparer.Ordinal)
    {
        ["smollm2"] = "SmolLM2-135M-Instruct",
        ["minilm"] = "all-MiniLM-L6-v2",
    };

    private readonly List<string> _roots;
    private readonly List<string> _models;
    private readonly Dictionary<string, List<string>> _files = new(StringComparer.Ordinal);

    /// <summary>Initializes the sources from the values of <c>--tokenizers</c>.</summary>
    public TokenizerSources(string directory, IReadOnlyList<string> values)
    {
        _roots = [Path.Combine(directory, "tiny")];
        _models = [Path.Combine(directory, "..", "..", "models"), .. Ancestors(AppContext.BaseDirectory).Select(a => Path.Combine(a, "models"))];
        foreach (string value in values)
        {
            int separator = value.IndexOf('=', StringComparison.Ordinal);
            if (separator < 0)
                _roots.Add(value);
            else if (_files.TryGetValue(value[..separator], out List<string>? files))
                files.Add(value[(separator + 1)..]);
            else
                _files[value[..separator]] = [value[(separator + 1)..]];
        }
    }

    /// <summary>The tokenizers of a vocabulary, with a suffix for ids where it is not the first; none where it is not found.</summary>
    public IReadOnlyList<(string Source, Tokenizer Tokenizer)> Find(string name)
    {
        if (!_loaded.TryGetValue(name, out IReadOnlyList<(string Source, Tokenizer Tokenizer)>? tokenizers))
        {
            List<string> candidates = _files.GetValueOrDefault(name) ?? FilesIn(_roots.Select(r => Path.Combine(r, name)));
            if (ModelFolders.TryGetValue(name, out string? folder))
                AddFromModel(candidates, FilesIn(_models.Select(m => Path.Combine(m, folder))));
            _loaded[name] = tokenizers = [.. candidates.Select((file, i) => (i == 0 ? "" : $" ({Path.GetFileName(file)})", Load(file)))];
        }

        return tokenizers;
    }

    private static void AddFromModel(List<string> candidates, List<string> own)
    {
        foreach (string file in own)
        {
            bool isGguf = file.EndsWith(".gguf", StringComparison.Ordinal);
            if (!candidates.Exists(c => c.EndsWith(".gguf", StringComparison.Ordinal) == isGguf))
                candidates.Add(file);
        }
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }

    private static List<string> FilesIn(IEnumerable<string> folders) => folders.Select(FilesIn).FirstOrDefault(files => files.Count > 0) ?? [];

    // A folder may have the vocabulary twice: as its makers wrote it, and in a GGUF file. Both are tested.
    private static List<string> FilesIn(string folder)
    {
        string[] json = [Path.Combine(folder, "tokenizer.json"), Path.Combine(folder, "tokenizer.json.gz")];
        IEnumerable<string> gguf = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.gguf").Order(StringComparer.Ordinal).Take(1) : [];
        return [.. json.Where(File.Exists).Take(1), .. gguf];
    }

    private static Tokenizer Load(string file)
    {
        if (file.EndsWith(".gguf", StringComparison.Ordinal))
        {
            using GgufFile gguf = GgufFile.Open(file);
            return Tokenizer.Parse(GgufTokenizerJson.Create(gguf.Metadata, file), file);
        }

        if (!file.EndsWith(".gz", StringComparison.Ordinal))
            return Tokenizer.Load(file);
        using MemoryStream content = new();
        using (GZipStream unzipped = new(File.OpenRead(file), CompressionMode.Decompress))
            unzipped.CopyTo(content);
        return Tokenizer.Parse(content.ToArray(), file);
    }
}
