using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FoundationModels.Adapters.Import;

/// <summary>
/// A regular expression from an adapter's configuration. PEFT reads them with Python; what .NET reads otherwise is refused, and one that takes
/// long, as backtracking may, too.
/// </summary>
internal sealed class PeftPattern
{
    private const int LongestPattern = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    // {,n} is a count in Python and text in .NET; -[ inside brackets subtracts a class in .NET.
    private static readonly string[] Ambiguous = ["{,", "-["];

    private readonly Regex _regex;
    private TimeSpan _left = TimeSpan.FromSeconds(2);

    private PeftPattern(Regex regex) => _regex = regex;

    /// <summary>A pattern that matches from the start of a path, as <c>re.match</c> does.</summary>
    /// <param name="pattern">The text; it may be put together from parts.</param>
    /// <exception cref="ArgumentException">It cannot be compiled, or means different things in Python and .NET.</exception>
    public static PeftPattern FromStart(string pattern)
    {
        if (pattern.Length > LongestPattern)
            throw new ArgumentException($"The pattern has more than {LongestPattern} characters.", nameof(pattern));
        if (Array.Find(Ambiguous, pattern.Contains) is { } ambiguous)
            throw new ArgumentException($"Patterns with '{ambiguous}' are unsupported.", nameof(pattern));

        // What isn't a pattern by itself could become one inside of the group.
        _ = new Regex(pattern, RegexOptions.CultureInvariant);
        string anchored = $@"\A(?:{pattern})";
        try
        {
            return new PeftPattern(new Regex(anchored, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
        }
        catch (NotSupportedException)
        {
            return new PeftPattern(new Regex(anchored, RegexOptions.CultureInvariant, Patience));
        }
    }

    /// <summary>Whether a path matches.</summary>
    /// <exception cref="ArgumentException">Matching takes too long.</exception>
    public bool Matches(string path)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            bool matches = _regex.IsMatch(path);
            _left -= Stopwatch.GetElapsedTime(start);
            return _left > TimeSpan.Zero ? matches : throw new ArgumentException("Matching the pattern takes too long.", nameof(path));
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new ArgumentException("Matching the pattern takes too long.", nameof(path), e);
        }
    }
}
