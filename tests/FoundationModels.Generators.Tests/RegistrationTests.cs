namespace FoundationModels.Generators.Tests;

/// <summary>An app's types are known without a reference to each, and without reflection.</summary>
[TestFixture]
internal sealed class RegistrationTests
{
    [Test]
    public void Types_AreKnownTogetherWithTheirCollections()
    {
        string result = AppCompilation.Of(""""
            [Generable]
            public partial record Tag(string Name);

            [Generable]
            public partial record struct Point(int X);

            [Generable]
            public enum Mood { Calm, VeryWild }

            public static class Check
            {
                public static string Run() => string.Join("|",
                    GeneratedContent.Parse("""[{"name":"a"},{"name":"b"}]""").Value<List<Tag>>().Count,
                    GeneratedContent.Parse("""{"x":1}""").Value<Point?>(),
                    GeneratedContent.Parse("\"veryWild\"").Value<Mood>(),
                    GeneratedContent.From(new[] { Mood.Calm }).ToJson(),
                    GenerableTypes.SchemaOf<Tag>().Name);
            }
            """").Run();

        Assert.That(result, Is.EqualTo("2|Point { X = 1 }|VeryWild|[\"calm\"]|Tag"));
    }
}
