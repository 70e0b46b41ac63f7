namespace FoundationModels.Grammars.Regex;

/// <summary>RFC 3339 as patterns.</summary>
internal static class TimePatterns
{
    /// <summary>A day that exists, from the year 1 on.</summary>
    public const string Date =
        "(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
        + "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)";

    /// <summary>A duration (appendix A).</summary>
    public const string Duration = $"P(?:(?:{Day}|{Month}|[0-9]+Y(?:{Month})?)(?:{TimePart})?|{TimePart}|[0-9]+W)";

    /// <summary>
    /// A time with its offset. The second 60 is taken where it is 23:59 in UTC and the offset is of whole or half hours.
    /// </summary>
    public static readonly string Time = $@"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]{Fraction}(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])|{LeapSeconds()})";

    /// <summary>A date and a time.</summary>
    public static readonly string DateTime = $"{Date}[Tt]{Time}";

    private const string Fraction = @"(?:\.[0-9]+)?";
    private const string Day = "[0-9]+D";
    private const string Month = $"[0-9]+M(?:{Day})?";
    private const string Minute = "[0-9]+M(?:[0-9]+S)?";
    private const string TimePart = $"T(?:[0-9]+S|{Minute}|[0-9]+H(?:{Minute})?)";

    private static string LeapSeconds()
    {
        var branches = new List<string> { $"23:59:60{Fraction}[Zz]" };
        for (int hour = 0; hour < 24; hour++)
        {
            branches.Add($@"{hour:00}:59:60{Fraction}(?:\+{(hour + 1) % 24:00}|-{23 - hour:00}):00");
            branches.Add($@"{hour:00}:29:60{Fraction}(?:\+{hour:00}|-{23 - hour:00}):30");
        }
        return string.Join("|", branches);
    }
}
