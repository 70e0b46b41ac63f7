using System.IO.Compression;

namespace FoundationModels.Conformance;

/// <summary>Finds the vocabularies of the goldens: <c>ROOT/NAME/tokenizer.json[.gz]</c>, <c>NAME=FILE</c>, and the goldens' own <c>tiny</c> folder.</summary>
internal sealed class TokenizerSources
{
    private readonly Dictionary<string, IReadOnlyList<(string Source, Tokenizer Tokenizer)>> _loaded = new(StringComparer.Ordinal);
    private readonly List<string> _roots;
    private readonly Dictionary<string, List<string>> _files = new(StringComparer.Ordinal);

    /// <summary>Initializes the sources from the values of <c>--tokenizers</c>.</summary>
    public TokenizerSources(string directory, IReadOnlyList<string> values)
    {
        _roots = [Path.Combine(directory, "tiny")];
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
            IEnumerable<string> candidates = _files.GetValueOrDefault(name) ?? _roots
                .SelectMany(r => new[] { Path.Combine(r, name, "tokenizer.json"), Path.Combine(r, name, "tokenizer.json.gz") })
                .Where(File.Exists).Take(1);
            _loaded[name] = tokenizers = [.. candidates.Select((file, i) => (i == 0 ? "" : $" ({Path.GetFileName(file)})", Load(file)))];
        }

        return tokenizers;
    }

    private static Tokenizer Load(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
            return Tokenizer.Load(file);
        using MemoryStream content = new();
        using (GZipStream unzipped = new(File.OpenRead(file), CompressionMode.Decompress))
            unzipped.CopyTo(content);
        return Tokenizer.Parse(content.ToArray(), file);
    }
}
