namespace FoundationModels.Generators.Tests;

/// <summary>Values that a model has generated a part of.</summary>
[TestFixture]
internal sealed class PartialTests
{
    private const string Types = """
        [Generable]
        public enum Mood { Calm, VeryWild }

        [Generable]
        public partial record Item(int Id, string Text);

        [Generable]
        public partial record Page(string Title, int Count, Mood Mood, DateOnly Day, Item First, List<Item> Items, List<string> Words, List<int?> Numbers, Dictionary<string, int> Scores, bool IsComplete);

        """;

    [TestCase("""{""", "||||||||||False")]
    [TestCase("""{"title":"Hel""", "Hel||||||||||False")]
    [TestCase("""{"title":"Hello","count":1""", "Hello||||||||||False")]
    [TestCase("""{"title":"Hello","count":12,"mood":"very""", "Hello|12|||||||||False")]
    [TestCase("""{"title":"Hello","count":12,"mood":"veryWild","day":"2026-1""", "Hello|12|VeryWild||||||||False")]
    [TestCase("""{"title":"Hello","count":12,"mood":"veryWild","day":"2026-11-25","first":{"id":1,"text":"a""", "Hello|12|VeryWild|2026-11-25|1:a||||||False")]
    [TestCase("""{"items":[{"id":1,"text":"a"},{"id":2,"te""", "|||||1:a,2:|||||False")]
    [TestCase("""{"words":["ab","c""", "||||||ab,c||||False")]
    [TestCase("""{"numbers":[1,null,2],"scores":{"a":1,"b":2},"isComplete":true}""", "|||||||1,,2|a=1,b=2|True|True")]
    public void APart_ShowsWhatIsThere(string json, string expected)
    {
        string result = AppCompilation.Of(Types + $$""""
            public static class Check
            {
                public static string Run()
                {
                    Page.PartiallyGenerated page = Page.PartiallyGenerated.FromGeneratedContent(GeneratedContent.Parse("""{{json}}"""));
                    return string.Join("|",
                        page.Title, page.Count, page.Mood, page.Day?.ToString("yyyy-MM-dd"), page.First is { } item ? $"{item.Id}:{item.Text}" : null,
                        Join(page.Items?.Select(i => $"{i.Id}:{i.Text}")), Join(page.Words), Join(page.Numbers?.Select(n => $"{n}")), Join(page.Scores?.Select(s => $"{s.Key}={s.Value}")),
                        page.IsComplete, ((PartiallyGeneratedContent)page).IsComplete);
                }

                private static string Join(IEnumerable<string>? items) => items is null ? "" : string.Join(",", items);
            }
            """").Run();

        Assert.That(result, Is.EqualTo(expected));
    }

    [Test]
    public void Ids_StayTheSameWhileAValueGrows()
    {
        string result = AppCompilation.Of(Types + """"
            public static class Check
            {
                public static string Run()
                {
                    Item.PartiallyGenerated item = Item.PartiallyGenerated.FromGeneratedContent(GeneratedContent.Parse("""{"id":1"""));
                    return $"{item.Id}|{((PartiallyGeneratedContent)item).Id == item.Content.Id}|{item.Equals(Item.PartiallyGenerated.FromGeneratedContent(item.Content))}|{item}";
                }
            }
            """").Run();

        Assert.That(result, Does.StartWith("|True|True|"));
    }
}
