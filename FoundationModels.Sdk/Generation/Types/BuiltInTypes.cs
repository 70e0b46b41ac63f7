using System.Globalization;
using System.Numerics;

namespace FoundationModels.Generation;

/// <summary>Makes the types known that need no generated code.</summary>
internal static class BuiltInTypes
{
    private const string DateTimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
    private const string TimeFormat = "HH:mm:ss.FFFFFFF";

    public static void Register()
    {
        RegisterText();
        RegisterNumbers();
        RegisterTimes();
    }

    private static void RegisterText()
    {
        GenerableTypes.Register(() => Schema("Any", BuiltInSchemas.Any), static content => content, static content => content);
        GenerableTypes.Register(() => Schema("String", BuiltInSchemas.Text), TextOf, GeneratedContent.Of);
        GenerableTypes.RegisterStruct(
            () => Schema("Boolean", BuiltInSchemas.Boolean),
            static content => content.Kind == GeneratedContentKind.Boolean ? content.IsTrue : throw content.NotOfForm("it is neither true nor false"),
            GeneratedContent.Of);
        Parsed<char>("Character", BuiltInSchemas.Char, static text => text.Length == 1 ? text[0] : null, static c => c.ToString());
        Parsed<Guid>("Guid", BuiltInSchemas.Guid, static text => Guid.TryParseExact(text, "D", out Guid guid) ? guid : null, static guid => guid.ToString("D"));
        GenerableTypes.Register(
            () => Schema("Uri", BuiltInSchemas.Uri),
            static content => Uri.TryCreate(TextOf(content), UriKind.Absolute, out Uri? uri) ? uri : throw content.NotOfForm("it is no absolute URI"),
            static uri => GeneratedContent.Of(uri.OriginalString));
    }

    private static void RegisterNumbers()
    {
        Integer<sbyte>("Int8");
        Integer<byte>("UInt8");
        Integer<short>("Int16");
        Integer<ushort>("UInt16");
        Integer<int>("Int32");
        Integer<uint>("UInt32");
        Integer<long>("Int64");
        Integer<ulong>("UInt64");
        Number<float>("Single", BuiltInSchemas.Single, "R");
        Number<double>("Double", BuiltInSchemas.Double, "R");
        Number<decimal>("Decimal", BuiltInSchemas.Decimal, null);
    }

    private static void RegisterTimes()
    {
        // A time without an offset would be another moment on another machine: what is not said to be local is UTC, and what is read is UTC.
        Parsed<DateTime>(
            "DateTime",
            BuiltInSchemas.DateTime,
            static text => ParseTime(text)?.UtcDateTime,
            static time => DateTime.SpecifyKind(time, time.Kind == DateTimeKind.Unspecified ? DateTimeKind.Utc : time.Kind).ToString(DateTimeFormat, CultureInfo.InvariantCulture));
        Parsed<DateTimeOffset>("DateTimeOffset", BuiltInSchemas.DateTime, ParseTime, static time => time.ToString(DateTimeFormat, CultureInfo.InvariantCulture));
        Parsed<DateOnly>(
            "Date",
            BuiltInSchemas.DateOnly,
            static text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null,
            static date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Parsed<TimeOnly>(
            "Time",
            BuiltInSchemas.TimeOnly,
            static text => TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null,
            static time => time.ToString(TimeFormat, CultureInfo.InvariantCulture));
        Parsed<TimeSpan>(
            "Duration",
            BuiltInSchemas.TimeSpan,
            static text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan duration) ? duration : null,
            static duration => duration.ToString("c", CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParseExact(text, DateTimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static void Integer<T>(string name)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => GenerableTypes.RegisterStruct(
            () => Schema(name, BuiltInSchemas.Integer(T.MinValue, T.MaxValue)),
            content => NumberOf(content).TryGetInteger(out Int128 value) && value >= Int128.CreateChecked(T.MinValue) && value <= Int128.CreateChecked(T.MaxValue)
                ? T.CreateTruncating(value)
                : throw content.NotOfForm($"it is no integer from {T.MinValue} to {T.MaxValue}"),
            static value => GeneratedContent.FromNumber(value.ToString(null, CultureInfo.InvariantCulture)));

    private static void Number<T>(string name, string schema, string? format)
        where T : struct, IFloatingPoint<T> => GenerableTypes.RegisterStruct(
            () => Schema(name, schema),
            content => NumberOf(content).TryGet(out T value) ? value : throw content.NotOfForm($"it is too large for {name}"),
            value => T.IsFinite(value)
                ? GeneratedContent.FromNumber(value.ToString(format, CultureInfo.InvariantCulture))
                : throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has finite numbers only."));

    private static void Parsed<T>(string name, string schema, Func<string, T?> parse, Func<T, string> write)
        where T : struct => GenerableTypes.RegisterStruct(
            () => Schema(name, schema),
            content => parse(TextOf(content)) ?? throw content.NotOfForm($"it is no {name}"),
            value => GeneratedContent.Of(write(value)));

    private static string TextOf(GeneratedContent content) =>
        content.Kind == GeneratedContentKind.String ? content.Text! : throw content.NotOfForm("it is no string");

    private static JsonNumber NumberOf(GeneratedContent content) => content.Kind == GeneratedContentKind.Number
        ? JsonNumber.Read(content.Text!) ?? throw content.NotOfForm("its exponent is too large")
        : throw content.NotOfForm("it is no number");

    private static GenerationSchema Schema(string name, string json) => GenerationSchema.FromJsonSchema(json, name);
}
