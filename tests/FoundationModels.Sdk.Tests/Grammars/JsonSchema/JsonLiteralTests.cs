using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Sdk.Tests.Grammars.JsonSchema;

internal sealed class JsonLiteralTests
{
    [TestCase("1", "1.0", true)]
    [TestCase("0", "-0.0e5", true)]
    [TestCase("1e2", "100", true)]
    [TestCase("1", "true", false)]
    [TestCase("0", "false", false)]
    [TestCase("""{"a":1,"b":[2]}""", """{"b":[2.0],"a":1}""", true)]
    [TestCase("""{"a":1}""", """{"a":1,"b":1}""", false)]
    [TestCase("[1,2]", "[2,1]", false)]
    [TestCase("\"a\\u0062\"", "\"ab\"", true)]
    [TestCase("\"1\"", "1", false)]
    [TestCase("[]", "{}", false)]
    public void Equals_IsThatOfJsonSchema(string left, string right, bool expected)
    {
        JsonLiteral a = JsonLiteralReader.Read(left);
        JsonLiteral b = JsonLiteralReader.Read(right);
        Assert.That(a.Equals(b), Is.EqualTo(expected));
        if (expected)
            Assert.That(a.GetHashCode(), Is.EqualTo(b.GetHashCode()));
    }

    [TestCase("""{"a":[1.50,-0,null,true,"x\"\\\n\u0001é/😀"],"":{}}""")]
    public void ToString_ReadsBackTheSame(string json)
    {
        string written = JsonLiteralReader.Read(json).ToString();
        Assert.That(JsonLiteralReader.Read(written), Is.EqualTo(JsonLiteralReader.Read(json)));
        Assert.That(written, Does.StartWith("""{"a":[1.50,-0,null,true,"x\"\\\n\u0001é/😀"]"""));
    }

    [TestCase(8)]
    [TestCase(9)]
    [TestCase(500)]
    public void Read_NameTwice_IsRefused(int count)
    {
        string members = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"m{i}\":{i}"));
        Assert.That(JsonLiteralReader.Read($"{{{members}}}").Find($"m{count - 1}")!.Text, Is.EqualTo($"{count - 1}"));
        Assert.Throws<FoundationModels.Grammars.GrammarRefusal>(() => JsonLiteralReader.Read($"{{{members},\"m0\":1}}"));
    }
}
