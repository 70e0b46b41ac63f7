
namespace FoundationModels.Conformance;

/// <summary>
/// For every pair of a vocabulary and a template: the text of each added token, written by a user, a tool or anyone else, gives none of
/// the added tokens' ids through rendering and encoding; and a second turn gets the ids that the first one generated.
/// </summary>
internal static class ProvenanceConformance
{
    /// <summary>The command <c>provenance DIR --tokenizers ROOT</c>: DIR is the folder of all goldens; <c>--only NAME,…</c> picks vocabularies.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        string tokenizers = Path.Combine(arguments.Directory, "tokenizers");
        string templates = Path.Combine(arguments.Directory, "chat-templates");
        IReadOnlyList<string> only = arguments.Names("only");
        TokenizerSources sources = new(tokenizers, arguments.All("tokenizers"));
        ConformanceReport report = new("provenance");
        IReadOnlyList<ProvenanceTemplate> parsed = ProvenanceTemplate.ReadAll(templates);
        ProvenanceTotals totals = new();
        IEnumerable<string> names = Directory.EnumerateFiles(tokenizers, "*.jsonl.gz")
            .Select(f => Path.GetFileName(f)[..^".jsonl.gz".Length])
            .Where(n => !n.StartsWith("stream-", StringComparison.Ordinal) && (only.Count == 0 || only.Contains(n)))
            .Order(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (sources.Find(name) is not [(_, Tokenizer tokenizer), ..])
            {
                report.AddUnsupported($"vocabulary {name} not found");
                continue;
            }

            Run(report, name, tokenizer, parsed, totals);
        }

        totals.Print(report);
        return report;
    }

    /// <summary>Checks one vocabulary with every template.</summary>
    public static void Run(
        ConformanceReport report, string name, Tokenizer tokenizer, IReadOnlyList<ProvenanceTemplate> templates, ProvenanceTotals totals)
    {
        ProvenanceVocabulary vocabulary = new(name, tokenizer);
        totals.Vocabularies++;
        totals.AddedTokens += vocabulary.Tokens.Count;
        totals.OrdinaryTokens += vocabulary.OrdinaryCount;
        foreach (ProvenanceTemplate template in templates)
        {
            ProvenanceCheck check = new(vocabulary, template, totals);
            check.Run();
            string? difference = check.Difference ?? new SecondTurnCheck(totals).Run(tokenizer, template.Template, check.Tokens);
            report.Add($"{name}/{template.Name}", difference is null, check.Forged, difference);
        }
    }
}
