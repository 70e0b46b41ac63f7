using System.Text;
using System.Text.Json;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Sdk.Tests.Grammars.Regex;

internal sealed class TextFormatTests
{
    private static readonly IReadOnlyCollection<string> Names = TextFormats.Names;

    [TestCase("date-time", "2024-02-29T23:59:60Z", "2023-02-29T00:00:00Z")]
    [TestCase("date-time", "1998-12-31t15:59:60.123-08:00", "1998-12-31T22:59:60Z")]
    [TestCase("date", "2000-02-29", "1900-02-29")]
    [TestCase("date", "0004-02-29", "2024-04-31")]
    [TestCase("time", "01:29:60+01:30", "23:59:60+01:00")]
    [TestCase("duration", "P1Y2M3DT4H5M6S", "P1Y2D")]
    [TestCase("email", "\"joe@bloggs\"@[IPv6:::1]", "te..st@example.com")]
    [TestCase("email", "a.b@c.d.e.f.g", ".a@b")]
    [TestCase("idn-email", "실례@실례.테스트", "실례")]
    [TestCase("hostname", "a--b.example.com", "-a.com")]
    [TestCase("hostname", "a.b.c.d.e.f.g.h.i.j", "xn--x")]
    [TestCase("idn-hostname", "bücher.example", "ab--cd")]
    [TestCase("ipv4", "192.168.0.1", "192.168.0.01")]
    [TestCase("ipv6", "1::d6:192.168.0.1", "1::d6::42")]
    [TestCase("uri", "ldap://[2001:db8::7]/c=GB?objectClass?one", "http:/[::1]")]
    [TestCase("uri-reference", "./this:that", "1:b")]
    [TestCase("iri", "http://ƒøø.ßår/?∂éœ=πîx#πîüx", "http://x/\ufffe")]
    [TestCase("iri-reference", "âππ", "a b")]
    [TestCase("uri-template", "http://example.com/{+path:3,x*}{?q}", "{a..b}")]
    [TestCase("uuid", "2eb8aa08-AA98-11ea-B4Aa-73B441D16380", "2eb8aa08aa9811eab4aa73b441d16380")]
    [TestCase("json-pointer", "/a~1b//~0", "/~2")]
    [TestCase("relative-json-pointer", "12/a", "01")]
    [TestCase("regex", @"^(?:a|[^bc]\d+){2,}$", "^(abc]")]
    public void Find_Format_HasValidTextsOnly(string format, string valid, string invalid)
    {
        ByteAutomaton automaton = TextFormats.Find(format)!;
        Assert.That(automaton.Match(Encoding.UTF8.GetBytes(valid)), Is.Zero);
        Assert.That(automaton.Match(Encoding.UTF8.GetBytes(invalid)), Is.EqualTo(-1));
    }

    [Test]
    public void Find_UnknownFormat_IsNull() => Assert.That(TextFormats.Find("color"), Is.Null);

    [Test]
    public void Find_Regex_HasOnlyTextsThatAreRegularExpressions()
    {
        // Random walks through the automaton: whatever it lets through has to parse.
        ByteAutomaton automaton = TextFormats.Find("regex")!;
        Random random = new(5);
        for (int round = 0; round < 2_000; round++)
        {
            List<byte> text = [];
            int state = 0;
            for (int length = random.Next(1, 12); length > 0; length--)
            {
                byte[] next = [.. Enumerable.Range(0x20, 0x5F).Select(value => (byte)value).Where(value => automaton.Next(state, value) >= 0)];
                if (next.Length == 0)
                    break;
                text.Add(next[random.Next(next.Length)]);
                state = automaton.Next(state, text[^1]);
            }
            automaton.AppendShortestSuffix(state, text);
            Assert.That(() => RegexParser.Parse(Encoding.UTF8.GetString([.. text])), Throws.Nothing);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Find_TextsOfTheOfficialSuite_HasNoneThatIsInvalid(string format)
    {
        string path = SharedData.Require("data", "json-schema-test-suite", "tests", "draft2020-12", "optional", "format", format + ".json");
        ByteAutomaton automaton = TextFormats.Find(format)!;
        List<string> accepted = [], rejected = [];
        foreach (JsonElement test in JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray().SelectMany(group => group.GetProperty("tests").EnumerateArray()))
        {
            if (test.GetProperty("data").ValueKind != JsonValueKind.String)
                continue;
            string text = test.GetProperty("data").GetString()!;
            bool valid = test.GetProperty("valid").GetBoolean(), matches = automaton.Match(Encoding.UTF8.GetBytes(text)) >= 0;
            if (matches && !valid)
                accepted.Add(text);
            if (!matches && valid)
                rejected.Add(text);
        }
        TestContext.Out.WriteLine($"{format}: {automaton.StateCount} states, {rejected.Count} valid texts left out");
        Assert.That(accepted, Is.Empty);
        // What a format may leave out is written at its pattern: Punycode labels, names with marks, and unusual international names.
        Assert.That(rejected, Has.Count.LessThanOrEqualTo(format switch { "hostname" => 15, "idn-hostname" => 22, "idn-email" => 1, _ => 0 }));
    }
}
