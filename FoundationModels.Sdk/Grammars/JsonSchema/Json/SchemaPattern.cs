using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using NetRegex = System.Text.RegularExpressions.Regex;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Patterns of the validator: those of ECMA-262 in Unicode mode, run by .NET's engine.</summary>
internal static class SchemaPattern
{
    private const int MostKnown = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly ConcurrentDictionary<string, NetRegex> Known = new(StringComparer.Ordinal);

    /// <summary>Whether a text has a match somewhere.</summary>
    /// <exception cref="GrammarRefusal">The pattern is not one, or takes too long.</exception>
    public static bool IsMatch(string pattern, string text, string pointer)
    {
        try
        {
            return Get(pattern).IsMatch(text);
        }
        catch (ArgumentException e)
        {
            throw new GrammarRefusal(pointer, "The pattern cannot be used: " + e.Message);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new GrammarRefusal(pointer, "The pattern takes too long on a text.");
        }
    }

    private static NetRegex Get(string pattern)
    {
        if (Known.TryGetValue(pattern, out NetRegex? known))
            return known;
        if (Known.Count >= MostKnown)
            Known.Clear();
        NetRegex regex = new(new PatternTranslation(pattern).Translate(), RegexOptions.CultureInvariant, Patience);
        Known.TryAdd(pattern, regex);
        return regex;
    }
}
