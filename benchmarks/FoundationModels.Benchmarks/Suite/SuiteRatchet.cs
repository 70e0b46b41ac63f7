using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Suite;

/// <summary>The tests that do not pass yet, by draft, each with what becomes of it. A run may be better but never worse.</summary>
internal sealed class SuiteRatchet
{
    private static readonly string FilePath = Path.Combine(RepositoryFiles.Root, "benchmarks", "FoundationModels.Benchmarks", "Suite", "suite-ratchet.json");

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<SuiteOutcome>(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly SortedDictionary<string, SortedDictionary<string, SuiteOutcome>> _drafts;

    private SuiteRatchet(SortedDictionary<string, SortedDictionary<string, SuiteOutcome>> drafts) => _drafts = drafts;

    /// <summary>Reads the file.</summary>
    public static SuiteRatchet Read()
    {
        SortedDictionary<string, SortedDictionary<string, SuiteOutcome>>? drafts = File.Exists(FilePath)
            ? JsonSerializer.Deserialize<SortedDictionary<string, SortedDictionary<string, SuiteOutcome>>>(File.ReadAllText(FilePath), Format) : null;
        return new SuiteRatchet(drafts ?? new(StringComparer.Ordinal));
    }

    /// <summary>The results that are worse than what the file allows.</summary>
    public IReadOnlyList<SuiteResult> Worse(string draft, IReadOnlyList<SuiteResult> results) =>
        [.. results.Where(r => r.Outcome > (_drafts.GetValueOrDefault(draft)?.GetValueOrDefault(r.Name) ?? SuiteOutcome.Right))];

    /// <summary>The number of tests that are better than the file knows.</summary>
    public int Better(string draft, IReadOnlyList<SuiteResult> results) =>
        results.Count(r => r.Outcome < (_drafts.GetValueOrDefault(draft)?.GetValueOrDefault(r.Name) ?? SuiteOutcome.Right));

    /// <summary>Writes the results of a draft into the file.</summary>
    public void Update(string draft, IReadOnlyList<SuiteResult> results)
    {
        _drafts[draft] = new(StringComparer.Ordinal);
        foreach (SuiteResult result in results.Where(r => r.Outcome != SuiteOutcome.Right))
            _drafts[draft][result.Name] = result.Outcome;
        File.WriteAllText(FilePath, JsonSerializer.Serialize(_drafts, Format) + "\n");
    }
}
