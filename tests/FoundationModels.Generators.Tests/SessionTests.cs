namespace FoundationModels.Generators.Tests;

/// <summary>Sessions that answer with generated types.</summary>
[TestFixture]
internal sealed class SessionTests
{
    private const string Ticket = """
        [Generable]
        public partial record Ticket(string Title, List<string> Tags);

        """;

    [Test]
    public void AResponse_IsAValueOfTheType() => Assert.That(
        AppCompilation.Of(Ticket + """"
            public static class Check
            {
                public static string Run()
                {
                    LanguageModelSession session = new(ScriptedLanguageModel.Fixed("""{"title":"Lost","tags":["a","b"]}"""));
                    Response<Ticket> response = session.RespondAsync<Ticket>("My parcel is lost.").GetAwaiter().GetResult();
                    return response.Content.Title + string.Join(",", response.Content.Tags);
                }
            }
            """").Run(),
        Is.EqualTo("Losta,b"));

    [Test]
    public void AStream_HasPartsAndThenTheValue() => Assert.That(
        AppCompilation.Of(Ticket + """"
            public static class Check
            {
                public static string Run()
                {
                    LanguageModelSession session = new(ScriptedLanguageModel.Fixed("""{"title":"Lost parcel","tags":["a","b"]}"""));
                    return Follow(session.StreamResponseAsync<Ticket>("My parcel is lost.")).GetAwaiter().GetResult();
                }

                private static async System.Threading.Tasks.Task<string> Follow(ResponseStream<Ticket.PartiallyGenerated, Ticket> stream)
                {
                    string? last = null;
                    await foreach (var snapshot in stream)
                        last = snapshot.Content.Title;
                    Response<Ticket> response = await stream.CollectAsync();
                    return $"{last}|{response.Content.Title}";
                }
            }
            """").Run(),
        Is.EqualTo("Lost parcel|Lost parcel"));
}
