using System.Text.Json;

namespace FoundationModels.Conformance;

/// <summary>What one conformance command found: counts, the worst figure and the first differences.</summary>
internal sealed class ConformanceReport(string name)
{
    private const int DifferencesShown = 10;
    private readonly List<ConformanceCase> _cases = [];
    private readonly SortedDictionary<string, int> _unsupported = new(StringComparer.Ordinal);

    /// <summary>Gets the command's name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets every case in the order in which it ran.</summary>
    public IReadOnlyList<ConformanceCase> Cases => _cases;

    /// <summary>Gets what is not supported yet, with the number of cases that needed it.</summary>
    public IReadOnlyDictionary<string, int> Unsupported => _unsupported;

    /// <summary>Gets lines of context (shares, means) that are printed after the counts.</summary>
    public IList<string> Notes { get; } = [];

    /// <summary>Gets the number of cases that passed.</summary>
    public int Passed => _cases.Count(c => c.Passed);

    /// <summary>Gets the number of cases that failed.</summary>
    public int Failed => _cases.Count(c => !c.Passed);

    /// <summary>Gets whether the command may exit with 0: something ran and nothing failed.</summary>
    public bool Succeeded => _cases.Count > 0 && Failed == 0;

    /// <summary>Adds one case.</summary>
    public void Add(string id, bool passed, double? figure = null, string? difference = null) =>
        _cases.Add(new ConformanceCase(id, passed, figure, difference));

    /// <summary>Counts one case that needs a feature which is not there yet. It is never counted as passed.</summary>
    public void AddUnsupported(string feature) => _unsupported[feature] = _unsupported.GetValueOrDefault(feature) + 1;

    /// <summary>Prints the counts, the worst figure and the first ten differences.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"{Name}: {_cases.Count} cases, {Passed} passed, {Failed} failed");
        if (_cases.Where(c => c.Figure is not null).MaxBy(c => c.Figure) is { } worst)
            output.WriteLine($"  worst figure: {worst.Figure:G4} ({worst.Id})");
        foreach (string note in Notes)
            output.WriteLine($"  {note}");
        foreach ((string feature, int count) in _unsupported)
            output.WriteLine($"  unsupported: {feature} ({count})");
        foreach (ConformanceCase failed in _cases.Where(c => !c.Passed).Take(DifferencesShown))
            output.WriteLine($"  FAILED {failed.Id}: {failed.Difference}");
    }

    /// <summary>Writes one JSON line a case.</summary>
    public void WriteJson(string path)
    {
        using FileStream file = File.Create(path);
        foreach (ConformanceCase item in _cases)
        {
            using (Utf8JsonWriter json = new(file))
            {
                json.WriteStartObject();
                json.WriteString("command", Name);
                json.WriteString("id", item.Id);
                json.WriteBoolean("passed", item.Passed);
                if (item.Figure is { } figure && double.IsFinite(figure))
                    json.WriteNumber("figure", figure);
                if (item.Difference is not null)
                    json.WriteString("difference", item.Difference);
                json.WriteEndObject();
            }

            file.WriteByte((byte)'\n');
        }
    }
}
