using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Tests;

/// <summary>What the generator refuses, where, and what it lets through beside it.</summary>
[TestFixture]
internal sealed class DiagnosticTests
{
    // The code that a diagnostic is about stands between [| and |].
    [TestCase("FM0001", "[Generable] public record [|Ticket|](string Title);")]
    [TestCase("FM0001", "public static class [|Outer|] { [Generable] public partial record Ticket(string Title); }")]
    [TestCase("FM0002", "[Generable] public partial record [|Page|]<T>(List<T> Items);")]
    [TestCase("FM0002", "[Generable] public ref partial struct [|Place|] { public int X { get; set; } }")]
    [TestCase("FM0002", "[Generable] public static partial class [|Nothing|];")]
    [TestCase("FM0002", "[Generable, Flags] public enum [|Sides|] { Left = 1, Right = 2 }")]
    [TestCase("FM0002", "[Generable] public enum [|Nothing|];")]
    [TestCase("FM0002", "public partial class Outer { [Generable] private partial record [|Hidden|](string Text); }")]
    [TestCase("FM0002", "[Generable] file partial record [|Hidden|](string Text);")]
    [TestCase("FM0003", "[Generable] public partial record Order((int Id, int Count) [|Line|]);")]
    [TestCase("FM0003", "[Generable] public partial record Order(object [|Anything|]);")]
    [TestCase("FM0003", "[Generable] public partial record Order(Dictionary<int, string> [|Lines|]);")]
    [TestCase("FM0003", "[Generable] public partial record Order(int[,] [|Cells|]);")]
    [TestCase("FM0003", "[Generable] public partial record Order(IDisposable [|Thing|]);")]
    [TestCase("FM0003", "[Generable] public partial record Order(System.IO.Stream [|Data|]);")]
    [TestCase("FM0003", "[Generable] public partial record Week(DayOfWeek [|Day|]);")]
    [TestCase("FM0004", "public record Address(string City); [Generable] public partial record Person(Address [|Home|]);")]
    [TestCase("FM0004", "public enum Level { Low } [Generable] public partial record Person(List<Level?> [|Levels|]);")]
    [TestCase("FM0005", "[Generable] public partial class [|Point|] { public Point(int horizontal) => X = horizontal; public int X { get; } }")]
    [TestCase("FM0005", "[Generable] public partial class Point { [Guide(Minimum = 1)] public int [|X|] { get; } }")]
    [TestCase("FM0006", "[Generable] public partial record Link(string Url, string [|URL|]);")]
    [TestCase("FM0006", "[Generable] public enum Color { Red, [|red|] }")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|Guide(Minimum = 0)|]] List<int> Values);")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|Guide(Minimum = 0)|]] string Value);")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|Guide(Pattern = \"a\")|]] int Value);")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|Guide(AnyOf = [\"a\"])|]] double Value);")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|Guide(Constant = \"a\")|]] bool Value);")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|Guide(Count = 2)|]] string Value);")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|ElementGuide(Minimum = 0)|]] int Value);")]
    [TestCase("FM0007", "[Generable] public partial record Scores([[|ElementGuide(Minimum = 0)|]] List<string> Values);")]
    [TestCase("FM0008", "[Generable] public partial record Word([[|Guide(Pattern = \"(\")|]] string Text);")]
    [TestCase("FM0008", "[Generable] public partial record Word([[|Guide(Pattern = @\"^(a|b)\\1$\")|]] string Text);")]
    [TestCase("FM0009", "[Generable] public partial record Rating([[|Guide(Minimum = 5, Maximum = 1)|]] int Stars);")]
    [TestCase("FM0009", "[Generable] public partial record Rating([[|Guide(Minimum = \"0.2\", Maximum = \"0.1\")|]] decimal Stars);")]
    [TestCase("FM0009", "[Generable] public partial record Rating([[|Guide(MinimumCount = 5, MaximumCount = 1)|]] int[] Stars);")]
    [TestCase("FM0009", "[Generable] public partial record Rating([[|ElementGuide(Minimum = 5, Maximum = 1)|]] int[] Stars);")]
    [TestCase("FM0010", "[Generable] public partial record Light([[|Guide(AnyOf = [])|]] string Color);")]
    [TestCase("FM0010", "[Generable] public partial record Light([[|Guide(AnyOf = [\"red\", \"red\"])|]] string Color);")]
    [TestCase("FM0011", "[Generable] public partial record Level([[|Guide(Maximum = 300)|]] byte Value);")]
    [TestCase("FM0011", "[Generable] public partial record Level([[|Guide(Maximum = 1.5)|]] int Value);")]
    [TestCase("FM0011", "[Generable] public partial record Level([[|Guide(Maximum = double.NaN)|]] double Value);")]
    [TestCase("FM0011", "[Generable] public partial record Level([[|Guide(Maximum = \"much\")|]] decimal Value);")]
    [TestCase("FM0011", "[Generable] public partial record Level([[|Guide(Count = -1)|]] List<int> Values);")]
    [TestCase("FM0012", "[Generable] public partial record Note([[|Guide(Constant = \"v1\", Pattern = \"^v\")|]] string Version);")]
    [TestCase("FM0012", "[Generable] public partial record Note([[|Guide(AnyOf = [\"v1\"], Pattern = \"^v\")|]] string Version);")]
    [TestCase("FM0013", "[Generable] public abstract partial record [|Shape|]; public record Circle(double Radius) : Shape;")]
    [TestCase("FM0014", "[Generable] public abstract partial record Shape; [Generable] public sealed partial record [|Circle|](string Kind) : Shape;")]
    [TestCase("FM0015", "[Generable] public partial record Animal(string Name); [Generable] public partial record [|Dog|](string Name, bool Barks) : Animal(Name);")]
    [TestCase("FM0016", "[Generable] public partial record Person(string Name, Person [|Boss|]);")]
    [TestCase("FM0018", "[Generable] public partial record Plan(string [|GenerationSchema|]);")]
    public void Refuses(string id, string code)
    {
        int start = code.IndexOf("[|", StringComparison.Ordinal);
        int end = code.IndexOf("|]", StringComparison.Ordinal) - 2;
        string source = code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

        IReadOnlyList<Diagnostic> found = AppCompilation.Of(source).GeneratorDiagnostics;

        Assert.That(found.Select(d => d.Id), Is.EqualTo(new[] { id }));
        Assert.That(found[0].Location.GetLineSpan().Path, Is.EqualTo("App.cs"));
        Assert.That(source[found[0].Location.SourceSpan.Start..found[0].Location.SourceSpan.End], Is.EqualTo(source[start..end]));
    }

    [TestCase("[Generable] public partial record Person(string Name, Person? Boss, List<Person> Reports, Dictionary<string, Person> Others);")]
    [TestCase("[Generable] public partial record Rating([Guide(Minimum = 1, Maximum = 1)] int Stars, [Guide(MinimumCount = 0)] int[] All);")]
    [TestCase("[Generable] public partial record Word([Guide(Pattern = \"^(aa|bb)$\")] string Text, [Guide(Constant = \"v1\")] string Version);")]
    [TestCase("[Generable] public partial class Empty;")]
    [TestCase("[Generable] public partial class Point { public int X { get; set; } public int Sum => X; [JsonIgnore] public object? Tag { get; set; } }")]
    [TestCase("public partial class Outer { [Generable] internal partial record Inner(string Text); }")]
    [TestCase("[Generable] public enum Color { Red, Crimson = Red, Green }")]
    public void Accepts(string code) => Assert.That(AppCompilation.Of(code).Diagnostics, Is.Empty);

    [Test]
    public void ADiagnostic_CanBeSuppressedWhereItIs()
    {
        AppCompilation app = AppCompilation.Of("""
            #pragma warning disable FM0001
            [Generable] public record Ticket(string Title);
            #pragma warning restore FM0001
            """);

        Assert.That(app.GeneratorDiagnostics.Where(d => !d.IsSuppressed), Is.Empty);
    }

    [Test]
    public void EveryDiagnostic_HasAPage()
    {
        string folder = Path.Combine(Repository.Root, "docs", "diagnostics");
        string[] pages = [.. Directory.EnumerateFiles(folder, "FM*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

        Assert.That(pages, Is.EqualTo(Enumerable.Range(1, 22).Select(n => $"FM{n:0000}")));
    }
}
