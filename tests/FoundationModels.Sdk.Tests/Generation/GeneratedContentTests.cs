namespace FoundationModels.Sdk.Tests.Generation;

[TestFixture]
internal sealed class GeneratedContentTests
{
    [TestCase("""{"a":1}""", """{"a":1}""")]
    [TestCase(" [ 1 , 2.50e+3 , \"x\" ] ", """[1,2.50e+3,"x"]""")]
    [TestCase("\"\\ud83d\\ude00\\n\\/\"", "\"😀\\n/\"")]
    [TestCase("true", "true")]
    [TestCase("-0.10", "-0.10")]
    [TestCase("null", "null")]
    [TestCase("{}", "{}")]
    public void Parse_ACompleteValue_KeepsOrderAndSpellingOfNumbers(string json, string expected)
    {
        GeneratedContent content = GeneratedContent.Parse(json);

        Assert.That(content.ToJson(), Is.EqualTo(expected));
        Assert.That(content.IsComplete, Is.True);
    }

    [TestCase("", "null")]
    [TestCase("{", "{}")]
    [TestCase("{\"a", "{}")]
    [TestCase("{\"a\"", "{}")]
    [TestCase("{\"a\":", "{}")]
    [TestCase("{\"a\":tr", "{}")]
    [TestCase("{\"a\":true", """{"a":true}""")]
    [TestCase("{\"a\":12", "{}")]
    [TestCase("{\"a\":12,", """{"a":12}""")]
    [TestCase("{\"a\":\"", """{"a":""}""")]
    [TestCase("{\"a\":\"x\\", """{"a":"x"}""")]
    [TestCase("{\"a\":\"x\\u00e", """{"a":"x"}""")]
    [TestCase("{\"a\":\"x\\ud83d", """{"a":"x"}""")]
    [TestCase("{\"a\":\"x\\ud83d\\ude00", """{"a":"x😀"}""")]
    [TestCase("[1,[2,{\"b\":[\"c", """[1,[2,{"b":["c"]}]]""")]
    [TestCase("tru", "null")]
    [TestCase("-", "null")]
    public void Parse_TheBeginningOfAValue_GivesWhatIsThere(string json, string expected)
    {
        GeneratedContent content = GeneratedContent.Parse(json);

        Assert.That(content.ToJson(), Is.EqualTo(expected));
        Assert.That(content.IsComplete, Is.False);
    }

    [TestCase("nul!")]
    [TestCase("{a")]
    [TestCase("{\"a\" 1")]
    [TestCase("[1 2")]
    [TestCase("[1,]")]
    [TestCase("{\"a\":1,}")]
    [TestCase("[}")]
    [TestCase("01")]
    [TestCase("1.x")]
    [TestCase("+1")]
    [TestCase("1 2")]
    [TestCase("\"\\x")]
    [TestCase("\"\\u00g")]
    [TestCase("\"a\nb")]
    [TestCase("\"\\ud83d!")]
    [TestCase("\"\\ude00")]
    [TestCase("\"\\ud83d\"")]
    [TestCase("{\"a\":1,\"a\":2}")]
    public void Parse_NoJson_IsRefusedWithTheText(string json) =>
        Assert.That(() => GeneratedContent.Parse(json), Throws.TypeOf<GeneratedContentParsingException>().With.Property("RawContent").EqualTo(json));

    [Test]
    public void Parse_ValuesNestedTooDeeply_IsRefused()
    {
        Assert.That(GeneratedContent.Parse(new string('[', 1000)).ToJson(), Has.Length.EqualTo(2000));
        Assert.That(() => GeneratedContent.Parse(new string('[', 1001)), Throws.TypeOf<GeneratedContentParsingException>());
    }

    [TestCase("1", "1.0", true)]
    [TestCase("100", "1e2", true)]
    [TestCase("-0", "0", true)]
    [TestCase("0.1", "0.10000000000000000001", false)]
    [TestCase("1e99999999999999999999", "1e99999999999999999998", false)]
    [TestCase("""{"a":1,"b":[2]}""", """{"b":[2.0],"a":1}""", true)]
    [TestCase("""{"a":1}""", """{"a":1,"b":null}""", false)]
    [TestCase("[1,2]", "[2,1]", false)]
    [TestCase("\"1\"", "1", false)]
    [TestCase("[1,", "[1]", false)]
    [TestCase("null", "false", false)]
    public void Equals_TwoValues_ComparesWhatTheyAreWorth(string left, string right, bool expected)
    {
        GeneratedContent first = GeneratedContent.Parse(left);
        GeneratedContent second = GeneratedContent.Parse(right);

        Assert.That(first == second, Is.EqualTo(expected));
        if (expected)
            Assert.That(first.GetHashCode(), Is.EqualTo(second.GetHashCode()));
    }

    [Test]
    public void Value_OfAProperty_HasTheTypeThatWasAskedFor()
    {
        GeneratedContent content = GeneratedContent.Parse("""{"name":"Ada","age":36.0,"tags":["x","y"],"none":null,"big":12345678901234567890.5}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(content.Value<string>("name"), Is.EqualTo("Ada"));
            Assert.That(content.Value<int>("age"), Is.EqualTo(36));
            Assert.That(content.Value<List<string>>("tags"), Is.EqualTo(["x", "y"]));
            Assert.That(content.Value<int?>("none"), Is.Null);
            Assert.That(content.Value<decimal>("big"), Is.EqualTo(12345678901234567890.5m));
            Assert.That(content["big"].Text, Is.EqualTo("12345678901234567890.5"));
            Assert.That(content.ValueOrDefault<string>("missing"), Is.Null);
            Assert.That(content.ValueOrDefault<int?>("none"), Is.Null);
            Assert.That(content.TryGetValue("age", out long age), Is.True);
            Assert.That(age, Is.EqualTo(36));
        }
    }

    [Test]
    public void Value_OfAnotherForm_IsRefusedWithTheContent()
    {
        GeneratedContent content = GeneratedContent.Parse("""{"name":"Ada","half":0.5,"large":300}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => content.Value<int>("name"), Throws.TypeOf<GeneratedContentParsingException>().With.Property("RawContent").EqualTo("\"Ada\""));
            Assert.That(() => content.Value<int>("half"), Throws.TypeOf<GeneratedContentParsingException>());
            Assert.That(() => content.Value<byte>("large"), Throws.TypeOf<GeneratedContentParsingException>());
            Assert.That(() => content.Value<int>("missing"), Throws.TypeOf<GeneratedContentParsingException>().With.Message.Contains("missing"));
            Assert.That(() => content.Value<Version>("name"), Throws.TypeOf<NotGenerableException>().With.Property("Type").EqualTo(typeof(Version)));
        }
    }

    [Test]
    public void FromProperties_ManyProperties_AreFoundByName()
    {
        GeneratedContent content = GeneratedContent.FromProperties(
            Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"p{i}", GeneratedContent.From(i))));

        Assert.That(content.Value<int>("p73"), Is.EqualTo(73));
        Assert.That(content.TryGetProperty("p100", out _), Is.False);
    }

    [Test]
    public void FromElements_NestedTooDeeply_IsRefused()
    {
        GeneratedContent content = GeneratedContent.Parse(string.Concat(Enumerable.Repeat("[", 1000)) + new string(']', 1000));

        Assert.That(() => GeneratedContent.FromElements([content]), Throws.ArgumentException);
    }

    [TestCase("NaN")]
    [TestCase("1.")]
    [TestCase("")]
    public void FromNumber_NoJsonNumber_IsRefused(string text) => Assert.That(() => GeneratedContent.FromNumber(text), Throws.ArgumentException);

    [Test]
    public void ToJson_Indented_PutsEachPartOnALineOfItsOwn() => Assert.That(
        GeneratedContent.Parse("""{"a":[1,{}],"b":"\u0001"}""").ToJson(indented: true),
        Is.EqualTo("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"\\u0001\"\n}"));

    [Test]
    public void Id_OfAValue_StaysTheSame()
    {
        GeneratedContent content = GeneratedContent.Parse("{}");

        GenerationId? first = content.Id;

        Assert.That(content.Id, Is.EqualTo(first).And.Not.EqualTo(GeneratedContent.Parse("{}").Id));
    }
}
