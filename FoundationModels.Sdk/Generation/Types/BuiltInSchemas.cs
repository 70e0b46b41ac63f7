namespace FoundationModels.Generation;

/// <summary>The schemas of the types that are known from the start. They accept nothing that the type cannot hold.</summary>
internal static class BuiltInSchemas
{
    public const string Any = "true";
    public const string Text = """{"type":"string"}""";
    public const string Boolean = """{"type":"boolean"}""";
    public const string Single = """{"type":"number"}""";
    public const string Double = """{"type":"number"}""";
    public const string Char = """{"type":"string","pattern":"^[\\u0020-\\uD7FF\\uE000-\\uFFFD]$"}""";
    public const string Decimal = """{"type":"number","minimum":-79228162514264337593543950335,"maximum":79228162514264337593543950335}""";
    public const string Guid = """{"type":"string","format":"uuid"}""";
    public const string Uri = """{"type":"string","format":"uri"}""";
    public const string DateOnly = """{"type":"string","format":"date","pattern":"^([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-"}""";
    public const string TimeOnly = $$"""{"type":"string","pattern":"^{{TimeOfDay}}$"}""";
    public const string TimeSpan = $$"""{"type":"string","pattern":"^-?([0-9]{1,7}\\.)?{{TimeOfDay}}$"}""";

    // Years that stay in range whatever the offset is, and offsets that .NET has.
    public const string DateTime = $$"""
        {"type":"string","format":"date-time","pattern":"^([1-8][0-9]{3}|9[0-8][0-9]{2})-[0-9]{2}-[0-9]{2}T{{TimeOfDay}}(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$"}
        """;

    // A tick is the seventh digit of a second; leap seconds are none.
    private const string TimeOfDay = """([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?""";

    public static string Integer<T>(T minimum, T maximum) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"type":"integer","minimum":{{minimum}},"maximum":{{maximum}}}""");
}
