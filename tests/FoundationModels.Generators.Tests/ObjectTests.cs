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
}
