using System.Text.Json;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>A session triages support mail, whatever stands behind <see cref="ILanguageModel"/>: types, tools, streams and saved transcripts. Fixtures give the model.</summary>
internal abstract class TriageContract
{
    private const string Mail = "My parcel 1234 never arrived!";

    private static readonly GenerationOptions Greedy = new() { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 120 };

    /// <summary>The model that answers.</summary>
    protected abstract ILanguageModel Model { get; }

    [Test]
    public async Task RespondAsync_AMail_BecomesATicket()
    {
        await using LanguageModelSession session = new(Model, "You turn the mail of customers into support tickets.");

        Response<TriageTicket> response = await session.RespondAsync<TriageTicket>(Mail, Greedy);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content.Title.Length, Is.InRange(5, 60));
            Assert.That(Enum.IsDefined(response.Content.Team), Is.True);
            Assert.That(response.Content.Tags, Has.Count.InRange(1, 3));
            Assert.That(response.Usage.InputTokens, Is.Positive);
            Assert.That(response.Usage.OutputTokens, Is.Positive);
            Assert.That(session.Transcript.Select(e => e.GetType().Name), Is.EqualTo(new[] { "Instructions", "Prompt", "Response" }));
        }
    }

    [Test]
    public async Task RespondAsync_AToolThatIsRequired_IsCalledAndATicketFollows()
    {
        FindOrder tool = new();
        await using LanguageModelSession session = new(Model, [tool], "You triage support mail.", new ToolOptions { MaximumRounds = 1 });

        Response<TriageTicket> response = await session.RespondAsync<TriageTicket>(Mail, Greedy with { ToolCallingMode = ToolCallingMode.Required, AllowsParallelToolCalls = false });

        Transcript.ToolCall call = session.Transcript.OfType<Transcript.ToolCalls>().Single().Calls.Single();
        Transcript.ToolOutput output = session.Transcript.OfType<Transcript.ToolOutput>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tool.Asked, Has.Count.EqualTo(1));
            Assert.That(tool.Asked[0], Does.Match("^[0-9]{1,8}$"));
            Assert.That(JsonDocument.Parse(call.ArgumentsJson).RootElement.GetProperty("number").GetString(), Is.EqualTo(tool.Asked[0]));
            Assert.That(output.Id, Is.EqualTo(call.Id));
            Assert.That(output.Text, Is.EqualTo(FindOrder.Answer));
            Assert.That(session.Transcript[^1], Is.InstanceOf<Transcript.Response>());
            Assert.That(response.Content.Tags, Is.Not.Empty);
        }
    }

    [Test]
    public async Task StreamResponseAsync_Words_Grow()
    {
        await using LanguageModelSession session = new(Model, "You answer customers in one sentence.");

        List<string> seen = [];
        ResponseStream<string> stream = session.StreamResponseAsync(Mail, Greedy with { MaximumResponseTokens = 24 });
        await foreach (ResponseSnapshot<string> snapshot in stream)
            seen.Add(snapshot.Content);
        Response<string> response = await stream.CollectAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.Not.Empty);
            Assert.That(seen.Zip(seen.Skip(1)), Is.All.Matches<(string Before, string After)>(p => p.After.StartsWith(p.Before, StringComparison.Ordinal)));
            Assert.That(response.Content, Is.EqualTo(seen[^1]).And.Not.Empty);
            Assert.That(response.FinishReason, Is.AnyOf(FinishReason.EndOfTurn, FinishReason.Length));
        }
    }

    [Test]
    public async Task Transcript_SavedWithToolCalls_GoesOn()
    {
        await using LanguageModelSession first = new(Model, [new FindOrder()], "You triage support mail.", new ToolOptions { MaximumRounds = 1 });
        await first.RespondAsync(Mail, Greedy with { MaximumResponseTokens = 40, ToolCallingMode = ToolCallingMode.Tool("find_order"), AllowsParallelToolCalls = false });
        Transcript saved = Transcript.FromJson(first.Transcript.ToJson());

        await using LanguageModelSession second = new(Model, saved);
        Response<bool> response = await second.RespondAsync<bool>("Is the parcel lost?", Greedy);

        Assert.That(response.RawContent, Is.EqualTo(GeneratedContent.From(response.Content)));
        Assert.That(second.Transcript[..^2].ToJson(), Is.EqualTo(first.Transcript.ToJson()));
    }

    [Test]
    public async Task StreamResponseAsync_Abandoned_LeavesTheSessionFree()
    {
        await using LanguageModelSession session = new(Model);

        await foreach (ResponseSnapshot<string> snapshot in session.StreamResponseAsync("Tell a slow story.", Greedy))
            break;

        Assert.That(session.IsResponding, Is.False);
        Assert.That(session.Transcript, Is.Empty);
        Assert.That((await session.RespondAsync(Mail, Greedy with { MaximumResponseTokens = 8 })).Content, Is.Not.Empty);
    }

    [Test]
    public async Task RespondAsync_SeveralSessions_AtOnce()
    {
        TriageTicket[] tickets = await Task.WhenAll(Enumerable.Range(0, 3).Select(async i =>
        {
            await using LanguageModelSession session = new(Model);
            return (await session.RespondAsync<TriageTicket>($"{Mail} I wrote {i} times.", Greedy)).Content;
        }));

        Assert.That(tickets, Is.All.Matches<TriageTicket>(t => t!.Tags.Count is >= 1 and <= 3));
    }
}
