namespace FoundationModels.Generation;

/// <summary>Says which option has which value and what it has to be.</summary>
internal static class OptionRange
{
    public static ArgumentOutOfRangeException Refused(string option, object? value, string expected) =>
        new(option, value, $"{option} has to be {expected}.");
}
