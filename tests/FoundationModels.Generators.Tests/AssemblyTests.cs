namespace FoundationModels.Generators.Tests;

/// <summary>Generable types of other assemblies.</summary>
[TestFixture]
internal sealed class AssemblyTests
{
    private const string Library = """
        namespace Lib;

        /// <summary>A shape.</summary>
        [Generable]
        public abstract partial record Shape;

        /// <summary>A circle.</summary>
        [Generable]
        public sealed partial record Circle([Guide(Minimum = 0)] int Radius, Color Color) : Shape;

        [Generable]
        public enum Color { Red, DarkBlue }
        """;

    [Test]
    public void ATypeOfALibrary_CanBePartOfATypeOfTheApp()
    {
        AppCompilation library = AppCompilation.Of(Library, "Lib");
        string[] result = AppCompilation.Of(""""
            [Generable]
            public partial record Drawing(List<Lib.Shape> Shapes, Lib.Color Background);

            public static class Check
            {
                public static string Run() => Drawing.FromGeneratedContent(GeneratedContent.Parse(
                    """{"shapes":[{"kind":"circle","radius":1,"color":"darkBlue"}],"background":"red"}""")).ToGeneratedContent().ToJson() + "\n" + Drawing.GenerationSchema.ToJsonSchema();
            }
            """", library.ToReference()).Run(library).Split('\n');

        Assert.That(result[0], Is.EqualTo("""{"shapes":[{"kind":"circle","radius":1,"color":"darkBlue"}],"background":"red"}"""));
        Assert.That(result[1], Does.Contain("\"Circle\":{\"title\":\"Circle\"").And.Contain("\"minimum\":0").And.Contain("\"enum\":[\"red\",\"darkBlue\"]"));
    }

    [Test]
    public void AUnionOfALibrary_CannotHaveACaseInTheApp()
    {
        AppCompilation library = AppCompilation.Of(Library, "Lib");

        AppCompilation app = AppCompilation.Of("[Generable] public sealed partial record Square(int Side) : Lib.Shape;", library.ToReference());

        Assert.That(app.GeneratorDiagnostics.Select(d => d.Id), Is.EqualTo(new[] { "FM0002" }));
    }
}
