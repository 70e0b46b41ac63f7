namespace FoundationModels.Generators.Tests;

/// <summary>Types with properties, compiled and run.</summary>
[TestFixture]
internal sealed class ObjectTests
{
    [Test]
    public void Record_WithParameters_ReadsAndWritesItsContent()
    {
        string result = AppCompilation.Of("""
            [Generable("A support ticket")]
            public partial record Ticket(
                [Guide("One line")] string Title,
                [Guide(AnyOf = ["low", "high"])] string Priority,
                [Guide(MinimumCount = 1, MaximumCount = 3)] IReadOnlyList<string> Tags);

            public static class Check
            {
                public static string Run()
                {
                    Ticket ticket = Ticket.FromGeneratedContent(GeneratedContent.Parse("{\"title\":\"Lost parcel\",\"priority\":\"high\",\"tags\":[\"a\",\"b\"]}"));
                    return $"{ticket.Title}|{ticket.Priority}|{string.Join(",", ticket.Tags)}|{ticket.ToGeneratedContent().ToJson()}";
                }
            }
            """).Run();

        Assert.That(result, Is.EqualTo("""Lost parcel|high|a,b|{"title":"Lost parcel","priority":"high","tags":["a","b"]}"""));
    }

    [TestCase("public partial class T { public required string A { get; init; } public int B { get; set; } }")]
    [TestCase("public partial struct T { public string A { get; init; } public int B { get; set; } }")]
    [TestCase("public partial struct T { public string A; public int B; }")]
    [TestCase("public partial record struct T(string A, int B);")]
    [TestCase("public readonly partial record struct T(string A, int B);")]
    [TestCase("public partial record T { public string A { get; private set; } = \"\"; public int B { get; init; } }")]
    [TestCase("public partial class T(string a, int b) { public string A { get; } = a; public int B { get; } = b; }")]
    [TestCase("public partial class T { public T(string a) => A = a; public string A { get; } public required int B { get; init; } }")]
    [TestCase("public partial record T(string A) { public int B { get; init; } public string Both => A + B; }")]
    [TestCase("public partial record T(string A, int B) : Base(B); public abstract record Base([property: JsonIgnore] int C);")]
    [TestCase("public sealed partial class T : Base { public int B { get; set; } } public class Base { public string A { get; set; } = \"\"; }")]
    [TestCase("internal partial record T(string A, int B);")]
    public void EveryKindOfType_ComesBackFromItsContent(string declaration) => Assert.That(RoundTrip(declaration, """{"a":"x","b":2}"""), Is.EqualTo("""{"a":"x","b":2}"""));

    [Test]
    public void ValuesInValues_ComeBack()
    {
        const string Json = """
            {"point":{"x":1},"mood":"wild","moods":["calm",null],"points":[{"x":2},null],"rows":[[{"x":3}],[]],"map":{"a":{"x":4}},"anything":{"b":[1,"c",null]},"set":["calm"],"days":{"d":["2026-11-25"]}}
            """;
        string result = AppCompilation.Of($$""""
            [Generable]
            public enum Mood { Calm, Wild }

            [Generable]
            public partial record struct Point(int X);

            [Generable]
            public partial record All(
                Point? Point, Point? Missing, Mood? Mood, Mood? NoMood, List<Mood?> Moods, List<Point?> Points, Point[][] Rows, Dictionary<string, Point> Map,
                GeneratedContent Anything, GeneratedContent? Nothing, HashSet<Mood> Set, Dictionary<string, List<DateOnly>> Days);

            public static class Check
            {
                public static string Run()
                {
                    GeneratedContent content = GeneratedContent.Parse("""{{Json.Trim()}}""");
                    All.PartiallyGenerated part = All.PartiallyGenerated.FromGeneratedContent(content);
                    return All.FromGeneratedContent(content).ToGeneratedContent().ToJson()
                        + $"|{part.Point?.X}{part.Missing?.X}{part.Mood}{part.NoMood}{part.Moods![0]}{part.Points![0]!.X}{part.Rows![0][0].X}{part.Map!["a"].X}{part.Set!.Count}{part.Days!["d"][0].Year}";
                }
            }
            """").Run();

        Assert.That(result, Is.EqualTo(Json.Trim() + "|1WildCalm23412026"));
    }

    [Test]
    public void NestedAndKeywordNames_AreEscaped()
    {
        string result = AppCompilation.Of("""
            namespace @namespace.@class
            {
                public static partial class Outer
                {
                    public partial struct @struct
                    {
                        [Generable]
                        public partial record @event(string @string, @event? @null, Inner @record);

                        [Generable]
                        public partial record Inner(int GenerationSchema, string FromGeneratedContent1);
                    }
                }
            }

            public static class Check
            {
                public static string Run() => @namespace.@class.Outer.@struct.@event.FromGeneratedContent(GeneratedContent.Parse(
                    "{\"string\":\"x\",\"record\":{\"generationSchema\":1,\"fromGeneratedContent1\":\"y\"}}")).ToGeneratedContent().ToJson();
            }
            """.Replace("int GenerationSchema", "[property: JsonPropertyName(\"generationSchema\")] int Schema", StringComparison.Ordinal)).Run();

        Assert.That(result, Is.EqualTo("""{"string":"x","record":{"generationSchema":1,"fromGeneratedContent1":"y"}}"""));
    }

    [Test]
    public void AnIdProperty_IsNotGenerated_AndHoldsTheContentsId()
    {
        string result = AppCompilation.Of("""
            [Generable]
            public partial record Row(GenerationId Key, string Text);

            public static class Check
            {
                public static string Run()
                {
                    GeneratedContent content = GeneratedContent.Parse("{\"text\":\"x\"}");
                    Row row = Row.FromGeneratedContent(content);
                    return $"{row.Key == content.Id}|{row.ToGeneratedContent().ToJson()}|{Row.GenerationSchema.ToJsonSchema().Contains("key")}";
                }
            }
            """).Run();

        Assert.That(result, Is.EqualTo("""True|{"text":"x"}|False"""));
    }

    [Test]
    public void AMissingMember_IsAnErrorUnlessTheConstructorHasADefault()
    {
        string result = AppCompilation.Of("""
            [Generable]
            public enum Mood { Calm, Wild }

            [Generable]
            public partial record Row(string Text, int Count = -3, Mood Mood = Mood.Wild, double Part = 0.5, string Name = "a\"b", char Letter = 'x');

            public static class Check
            {
                public static string Run()
                {
                    try
                    {
                        Row.FromGeneratedContent(GeneratedContent.Parse("{\"count\":1}"));
                        return "no exception";
                    }
                    catch (GeneratedContentParsingException e)
                    {
                        return Row.FromGeneratedContent(GeneratedContent.Parse("{\"text\":\"x\"}")) + e.Message.Contains("text").ToString();
                    }
                }
            }
            """).Run();

        Assert.That(result, Is.EqualTo("Row { Text = x, Count = -3, Mood = Wild, Part = 0.5, Name = a\"b, Letter = x }True"));
    }

    internal static string RoundTrip(string declaration, string json) => AppCompilation.Of($$""""
        [Generable]
        {{declaration}}

        public static class Check
        {
            public static string Run() => T.FromGeneratedContent(GeneratedContent.Parse("""{{json}}""")).ToGeneratedContent().ToJson();
        }
        """").Run();
}
