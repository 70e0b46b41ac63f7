using System.Text.Json;

namespace FoundationModels.Benchmarks.Guided;

/// <summary>Compares answers with what was expected.</summary>
internal sealed class AnswerTally
{
    private int _exact;
    private int _json;
    private int _shared;
    private int _given;
    private int _expected;

    /// <summary>Gets the number of answers.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the share of answers that have the same members with the same values, upper and lower case aside.</summary>
    public double ExactShare => (double)_exact / Count;

    /// <summary>Gets the share of answers that are a JSON object.</summary>
    public double JsonShare => (double)_json / Count;

    /// <summary>Gets the harmonic mean of precision and recall over members with their values.</summary>
    public double MemberScore => 2.0 * _shared / Math.Max(1, _given + _expected);

    /// <summary>Adds an answer. Where it is text around JSON, the JSON counts.</summary>
    public void Add(string answer, string expected)
    {
        Count++;
        HashSet<string> wanted = [.. Members(expected)];
        _expected += wanted.Count;
        string[] given;
        try
        {
            given = [.. Members(answer).Distinct()];
        }
        catch (JsonException)
        {
            return;
        }

        _json++;
        _given += given.Length;
        _shared += given.Count(wanted.Contains);
        if (wanted.SetEquals(given))
            _exact++;
    }

    private static IEnumerable<string> Members(string text)
    {
        int start = text.IndexOf('{', StringComparison.Ordinal);
        int end = text.LastIndexOf('}');
        if (start < 0 || end < start)
            throw new JsonException();
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(text[start..(end + 1)]);
        return json.EnumerateObject().Select(m => $"{m.Name}={m.Value.ToString().Trim().ToUpperInvariant()}");
    }
}
