namespace FoundationModels.Generators.Tests;

/// <summary>Methods as tools, compiled and run.</summary>
[TestFixture]
internal sealed class ToolTests
{
    private const string Calls = """
        public static class Check
        {
            public static string Run()
            {
                IReadOnlyList<ITool> tools = Source();
                return string.Join("|", tools.Select(t => $"{t.Definition.Name}: {t.CallAsync(GeneratedContent.Parse(Arguments), default).AsTask().GetAwaiter().GetResult().Text}"));
            }
        """;

    [Test]
    public void Methods_OfEveryKind_AreCalledWithTheirArguments()
    {
        string result = AppCompilation.Of($$"""
            using System.Threading;
            using System.Threading.Tasks;

            public partial class Shop(string name)
            {
                [Tool("Finds an order.")]
                public string FindOrder(int number) => $"{name} {number}";

                [Tool("Waits.")]
                private async Task<double> WaitAsync(int number, CancellationToken token)
                {
                    await Task.Delay(1, token);
                    return number / 2.0;
                }

                [Tool("Adds.")]
                public static ValueTask<int> AddOneAsync(int number) => new(number + 1);

                [Tool("Says nothing.")]
                public void Nothing() { }

                [Tool("Ends.")]
                public Task EndAsync() => Task.CompletedTask;

                [Tool("Says it in form.", Name = "say.it")]
                public ToolOutput Say(CancellationToken token) => "said";
            }

            {{Calls}}
                private const string Arguments = "{\"number\":7}";
                private static IReadOnlyList<ITool> Source() => ((IToolSource)new Shop("shop")).Tools;
            }
            """).Run();

        Assert.That(result, Is.EqualTo("find_order: shop 7|wait: 3.5|add_one: 8|nothing: Done.|end: Done.|say.it: said"));
    }

    [Test]
    public void Parameters_OfEveryKind_AreRead()
    {
        string result = AppCompilation.Of($$"""
            [Generable]
            public enum Mood { Calm, Wild }

            [Generable]
            public partial record Point(int X, int Y);

            public partial class Map
            {
                [Tool("Moves.")]
                public Point Move(Point to, Mood mood, List<Point> via, string? note, Mood? other, int speed = 3, string unit = "km", Mood last = Mood.Wild) =>
                    new(to.X + via.Sum(p => p.X) + speed, (int)mood * 10 + (note is null ? 1 : 0) + (other is null ? 2 : 0) + unit.Length + (int)last);
            }

            {{Calls}}
                private const string Arguments = "{\"to\":{\"x\":1,\"y\":2},\"mood\":\"wild\",\"via\":[{\"x\":10,\"y\":0},{\"x\":20,\"y\":0}]}";
                private static IReadOnlyList<ITool> Source() => new Map().Tools;
            }
            """).Run();

        Assert.That(result, Is.EqualTo("""move: {"x":34,"y":16}"""));
    }

    [Test]
    public void Definition_HasDescriptionsAndGuides()
    {
        string result = AppCompilation.Of("""
            public static partial class Weather
            {
                /// <summary>Tells the weather.</summary>
                /// <param name="city">The name of a city.</param>
                /// <param name="days">Not this.</param>
                [Tool]
                public static string GetWeather(string city, [Guide("How many days", Minimum = 1, Maximum = 7)] int days = 1) => city;
            }

            public static class Check
            {
                public static string Run() => $"{Weather.Tools[0].Definition.Description}|{Weather.Tools[0].Definition.Parameters}";
            }
            """).Run();

        Assert.That(result, Does.StartWith("Tells the weather.|"));
        Assert.That(result, Does.Contain("The name of a city.").And.Contain("How many days").And.Contain("\"maximum\":7").And.Contain("\"required\":[\"city\"]"));
    }

    [Test]
    public void Output_ThatAModelCannotRead_IsRefused() => Assert.That(
        Ids("public partial class T { [Tool] public object A() => 1; }"), Is.EqualTo(new[] { "FM0003" }));

    [TestCase("public class T { [Tool] public string A() => \"\"; }", "FM0019")]
    [TestCase("public partial class T { [Tool] public string A<X>() => \"\"; }", "FM0020")]
    [TestCase("public partial class T { [Tool] public string A(ref int x) => \"\"; }", "FM0020")]
    [TestCase("public partial class T { [Tool] public string A(params int[] x) => \"\"; }", "FM0020")]
    [TestCase("public abstract partial class T { [Tool] public abstract string A(); }", "FM0020")]
    [TestCase("public partial struct T { [Tool] public string A() => \"\"; }", "FM0020")]
    [TestCase("public partial class T { [Tool(Name = \"a b\")] public string A() => \"\"; }", "FM0021")]
    [TestCase("public partial class T { [Tool] public string A() => \"\"; [Tool] public string A(int x) => \"\"; }", "FM0022")]
    [TestCase("public partial class T { [Tool] public string A(object x) => \"\"; }", "FM0003")]
    [TestCase("public partial class T { [Tool] public string A([Guide(Minimum = 3, Maximum = 2)] int x) => \"\"; }", "FM0009")]
    [TestCase("public partial class T { public int Tools => 1; [Tool] public string A() => \"\"; }", "FM0018")]
    public void Method_ThatCannotBeATool_IsRefused(string source, string id) => Assert.That(Ids(source), Is.EqualTo(new[] { id }));

    [TestCase("FindOrderAsync", "find_order")]
    [TestCase("Find", "find")]
    [TestCase("GetHTTPStatus", "get_http_status")]
    [TestCase("Async", "async")]
    [TestCase("get_weather", "get_weather")]
    public void Name_IsMadeOfTheMethods(string method, string name) => Assert.That(
        AppCompilation.Of($$"""
            public static partial class T { [Tool] public static string {{method}}() => ""; }
            public static class Check { public static string Run() => T.Tools[0].Definition.Name; }
            """).Run(),
        Is.EqualTo(name));

    private static IEnumerable<string> Ids(string source) => AppCompilation.Of(source).GeneratorDiagnostics.Select(d => d.Id);
}
