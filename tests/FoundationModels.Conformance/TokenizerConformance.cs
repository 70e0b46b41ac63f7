using System.IO.Compression;
using System.Text.Json;

namespace FoundationModels.Conformance;

/// <summary>
/// <c>tokenizers DIR [--tokenizers ROOT] [--tokenizers NAME=FILE]</c>: the ids, the decoded text, streaming decode and linear time of every vocabulary
/// that DIR has goldens for.
/// </summary>
internal static class TokenizerConformance
{
    private const double LinearSecondsLimit = 2;

    /// <summary>Runs the command.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        ConformanceReport report = new("tokenizers");
        TokenizerSources sources = new(arguments.Directory, arguments.All("tokenizers"));
        IReadOnlyList<string> only = arguments.Names("only");
        foreach (string file in Directory.EnumerateFiles(arguments.Directory, "*.jsonl.gz").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file)[..^".jsonl.gz".Length];
            bool isStream = name.StartsWith("stream-", StringComparison.Ordinal);
            string vocabulary = isStream ? name["stream-".Length..] : name;
            if (only.Count > 0 && !only.Contains(vocabulary))
                continue;
            RunFile(report, sources, vocabulary, file, isStream);
        }

        RunLinear(report, sources, arguments.Directory, only);
        return report;
    }

    private static void RunFile(ConformanceReport report, TokenizerSources sources, string vocabulary, string file, bool isStream)
    {
        IReadOnlyList<(string Source, Tokenizer Tokenizer)> tokenizers = sources.Find(vocabulary);
        using StreamReader lines = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            if (tokenizers.Count == 0)
                report.AddUnsupported($"vocabulary {vocabulary} not found");
            using JsonDocument json = JsonDocument.Parse(line);
            foreach ((string source, Tokenizer tokenizer) in tokenizers)
            {
                string id = $"{json.RootElement.GetProperty("id").GetString()}{source}";
                string? difference = isStream ? TokenizerChecks.Stream(tokenizer, json.RootElement) : TokenizerChecks.Text(tokenizer, json.RootElement);
                report.Add(id, difference is null, null, difference);
            }
        }
    }

    private static void RunLinear(ConformanceReport report, TokenizerSources sources, string directory, IReadOnlyList<string> only)
    {
        string path = Path.Combine(directory, "linear.json");
        if (!File.Exists(path))
            return;
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (JsonProperty vocabulary in json.RootElement.GetProperty("vocabularies").EnumerateObject())
        {
            if (only.Count > 0 && !only.Contains(vocabulary.Name))
                continue;
            IReadOnlyList<(string Source, Tokenizer Tokenizer)> tokenizers = sources.Find(vocabulary.Name);
            foreach (JsonProperty text in vocabulary.Value.EnumerateObject())
            {
                if (tokenizers.Count == 0)
                    report.AddUnsupported($"vocabulary {vocabulary.Name} not found");
                foreach ((string source, Tokenizer tokenizer) in tokenizers)
                {
                    if (!texts.TryGetValue(text.Name, out string? content))
                        texts[text.Name] = content = TokenizerLinearTexts.Make(directory, text.Name, json.RootElement.GetProperty("texts"));
                    (double seconds, string? difference) = TokenizerChecks.Linear(tokenizer, content, text.Value, LinearSecondsLimit);
                    if (seconds >= LinearSecondsLimit)
                        difference ??= $"took {seconds:F2} s, the limit is {LinearSecondsLimit} s";
                    report.Add($"linear/{vocabulary.Name}/{text.Name}{source}", difference is null, seconds, difference);
                }
            }
        }
    }
}
