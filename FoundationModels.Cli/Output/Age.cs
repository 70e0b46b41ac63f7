namespace FoundationModels.Cli.Output;

/// <summary>Ages for people.</summary>
internal static class Age
{
    /// <summary>The age in its largest whole unit, as in "3 days".</summary>
    public static string Format(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => Plural((int)age.TotalDays, "day"),
        { TotalHours: >= 1 } => Plural((int)age.TotalHours, "hour"),
        { TotalMinutes: >= 1 } => Plural((int)age.TotalMinutes, "minute"),
        _ => "just now",
    };

    private static string Plural(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
