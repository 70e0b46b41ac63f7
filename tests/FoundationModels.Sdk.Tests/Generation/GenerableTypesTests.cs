namespace FoundationModels.Sdk.Tests.Generation;

[TestFixture]
internal sealed class GenerableTypesTests
{
    private static readonly object[] Values =
    [
        "text \"quoted\" 😀", true, 'x', sbyte.MinValue, byte.MaxValue, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue,
        float.MaxValue, float.Epsilon, double.MaxValue, double.Epsilon, 0.1, decimal.MaxValue, 1.10m,
        new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1), new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(-9.5)),
        new DateOnly(2024, 2, 29), new TimeOnly(23, 59, 59, 999), TimeSpan.FromDays(-400.25), Guid.Parse("0b0f2a1c-0000-4000-8000-000000000001"),
        new Uri("https://example.org/a?b=c"), new Uri("mailto:a@example.org"),
    ];

    [TestCaseSource(nameof(Values))]
    public void Value_OfWhatFromMade_IsTheSame<T>(T value)
    {
        GeneratedContent content = GeneratedContent.Parse(GeneratedContent.From(value).ToJson());

        Assert.That(content.Value<T>(), Is.EqualTo(value));
        Assert.That(GeneratedContent.FromElements([content, content]).Value<T[]>(), Is.EqualTo(new[] { value, value }));
    }

    [Test]
    public void Value_OfCollections_HasWhatIsInThem()
    {
        GeneratedContent list = GeneratedContent.Parse("[1,2]");
        GeneratedContent map = GeneratedContent.Parse("""{"b":1,"a":2}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(list.Value<int[]>(), Is.EqualTo([1, 2]));
            Assert.That(list.Value<List<int>>(), Is.EqualTo([1, 2]));
            Assert.That(list.Value<IReadOnlyList<int>>(), Is.EqualTo([1, 2]));
            Assert.That(list.Value<IList<int>>(), Is.EqualTo([1, 2]));
            Assert.That(list.Value<IEnumerable<int>>(), Is.EqualTo([1, 2]));
            Assert.That(map.Value<Dictionary<string, int>>()["a"], Is.EqualTo(2));
            Assert.That(map.Value<IReadOnlyDictionary<string, int>>().Keys, Is.EqualTo(["b", "a"]));
            Assert.That(GeneratedContent.Parse("[1,null]").Value<int?[]>(), Is.EqualTo(new int?[] { 1, null }));
            Assert.That(GeneratedContent.From<IReadOnlyList<int>>([1, 2]), Is.EqualTo(list));
            Assert.That(GeneratedContent.From(new Dictionary<string, int> { ["a"] = 2, ["b"] = 1 }), Is.EqualTo(map));
        }
    }

    [TestCase("2026-01-02T03:04:05+13:59")]
    [TestCase("1000-01-01T00:00:00.1234567Z")]
    [TestCase("9899-12-31T23:59:59-13:59")]
    public void Value_OfADateTime_IsUtc(string text)
    {
        DateTime value = GeneratedContent.From(text).Value<DateTime>();

        Assert.That(value.Kind, Is.EqualTo(DateTimeKind.Utc));
        Assert.That(value, Is.EqualTo(GeneratedContent.From(text).Value<DateTimeOffset>().UtcDateTime));
    }

    [Test]
    public void SchemaOf_TypesOfDotNet_AcceptsNothingThatTheyCannotHold()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(GenerableTypes.SchemaOf<string>().ToJsonSchema(), Is.EqualTo("""{"type":"string"}"""));
            Assert.That(GenerableTypes.SchemaOf<byte>().ToJsonSchema(), Is.EqualTo("""{"type":"integer","minimum":0,"maximum":255}"""));
            Assert.That(
                GenerableTypes.SchemaOf<List<byte?>>().ToJsonSchema(),
                Is.EqualTo("""{"type":"array","items":{"anyOf":[{"type":"integer","minimum":0,"maximum":255},{"type":"null"}]}}"""));
            Assert.That(
                GenerableTypes.SchemaOf<Dictionary<string, bool>>().ToJsonSchema(),
                Is.EqualTo("""{"type":"object","additionalProperties":{"type":"boolean"}}"""));
            Assert.That(GenerableTypes.SchemaOf<GeneratedContent>().ToJsonSchema(), Is.EqualTo("true"));
        }
    }

    [Test]
    public void Register_AnEnumeration_MakesItsCollectionsKnown()
    {
        GenerableTypes.RegisterStruct(
            static () => GenerationSchema.ForAnyOf("Day", ["Friday", "Monday"]),
            static content => Enum.Parse<DayOfWeek>(content.Value<string>()),
            static day => GeneratedContent.From(day.ToString()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(GeneratedContent.Parse("\"Friday\"").Value<DayOfWeek>(), Is.EqualTo(DayOfWeek.Friday));
            Assert.That(GeneratedContent.Parse("[null,\"Monday\"]").Value<List<DayOfWeek?>>(), Is.EqualTo(new DayOfWeek?[] { null, DayOfWeek.Monday }));
            Assert.That(
                GenerableTypes.SchemaOf<DayOfWeek[]>().ToJsonSchema(),
                Is.EqualTo("""{"type":"array","items":{"$ref":"#/$defs/Day"},"$defs":{"Day":{"title":"Day","type":"string","enum":["Friday","Monday"]}}}"""));
        }
    }

    [Test]
    public void From_ANumberThatJsonDoesNotHave_IsRefused() =>
        Assert.That(() => GeneratedContent.From(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
}
