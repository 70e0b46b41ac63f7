using System.Diagnostics;

using FoundationModels.Sdk.Tests;

namespace FoundationModels.Cli.Tests;

/// <summary>The samples do what they say.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class SampleTests
{
    [SetUp]
    public void RequireModel() => EndToEnd.RequireModel();

    [Test]
    public async Task Hello_Question_IsAnswered()
    {
        using Process process = ProcessRun.Start("samples/01-hello", "hello.dll", "What is the capital of France?");

        FmRun run = await ProcessRun.FinishAsync(process, "");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("Paris"));
    }

    [Test]
    public async Task Ticket_Mail_IsShownWhileItGrowsAndThenAsAValue()
    {
        using Process process = ProcessRun.Start("samples/03-ticket", "ticket.dll", "My parcel never arrived! The order number is 1234.");

        FmRun run = await ProcessRun.FinishAsync(process, "");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] parts = run.Output.ReplaceLineEndings("\n").Split("\n\n");
        string[][] snapshots = [.. parts[0].Split('\n').Select(line => line.Split(" | "))];
        Assert.That(snapshots, Has.Length.GreaterThan(3));
        Assert.That(snapshots, Has.All.Length.EqualTo(4), "a snapshot has four columns");
        Assert.That(snapshots[^1].Take(3), Has.None.EqualTo("…"));
        for (int i = 1; i < snapshots.Length; i++)
            Assert.That(snapshots[i][0], Does.StartWith(snapshots[i - 1][0].TrimEnd('…')));
        Assert.That(parts[1], Does.Match("^(Low|Medium|High) priority for (Shipping|Billing|Technical): .{10,60}\nOrder ([0-9]{1,8}|unknown), tagged .+"));
    }

    // Numbers and ports are copied from the text; names are beyond a model of this size now and then.
    [Test]
    public async Task Table_Text_IsOneRowForEachLine()
    {
        string[] lines = await File.ReadAllLinesAsync(SharedData.InRepository("samples", "04-table", "harbour.txt"));
        using Process process = ProcessRun.Start("samples/04-table", "table.dll");

        FmRun run = await ProcessRun.FinishAsync(process, "");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] rows = run.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.That(rows, Has.Length.EqualTo(lines.Length + 1));
        int from = rows[0].IndexOf("FROM", StringComparison.Ordinal);
        int count = rows[0].IndexOf("COUNT", StringComparison.Ordinal);
        int goods = rows[0].IndexOf("GOODS", StringComparison.Ordinal);
        for (int i = 0; i < lines.Length; i++)
        {
            string row = rows[i + 1];
            Assert.That(lines[i], Does.Contain(" from " + row[from..count].Trim() + " ").And.Contain(" with " + row[count..goods].Trim() + " "), row);
        }
    }

    [Test]
    public async Task Orders_Question_IsLookedUpBeforeItIsAnswered()
    {
        using Process process = ProcessRun.Start("samples/05-orders", "orders.dll", "Where is my order 5678?");

        FmRun run = await ProcessRun.FinishAsync(process, "");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines[0], Is.EqualTo("[find_order({\"number\": 5678})]"));
        Assert.That(lines[1], Is.EqualTo("[Order 5678, two chairs, is being packed.]"));
        Assert.That(string.Concat(lines[2..]), Is.Not.Empty);
    }

    [Test]
    public async Task Mcp_Question_CallsTheServersTool()
    {
        using Process process = ProcessRun.Start("samples/06-mcp", "mcp.dll", "How far is it to Oslo?");

        FmRun run = await ProcessRun.FinishAsync(process, "");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines[0], Is.EqualTo("The server's tools: get_distance"));
        Assert.That(lines[1], Does.StartWith("[get_distance({\"city\": \""));
        Assert.That(lines[2], Does.Contain("Oslo is 1340 km away."));
    }

    [Test]
    public async Task Adapter_Request_IsACallWithItAndNoneWithoutIt()
    {
        using Process process = ProcessRun.Start("samples/08-adapter", "adapter.dll", "Book a table for four at an Italian restaurant in Boston");

        FmRun run = await ProcessRun.FinishAsync(process, "");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines[0], Does.StartWith("without: ").And.Not.Contains("book_restaurant"));
        Assert.That(lines[1], Does.StartWith("with snips-tools: <tool_call> {\"name\": \"book_restaurant\"").And.Contains("Boston"));
    }

    [Test]
    public async Task Web_Mail_StreamsSnapshotsUpToTheTicket()
    {
        using Process process = ProcessRun.Start("samples/07-web", "web.dll", "--urls", "http://127.0.0.1:0");
        try
        {
            string address = "";
            while (await process.StandardOutput.ReadLineAsync() is { } line && address.Length == 0)
                address = line.Contains("listening on: ", StringComparison.Ordinal) ? line[(line.IndexOf("http", StringComparison.Ordinal))..].Trim() : "";
            using HttpClient client = new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };

            using HttpResponseMessage empty = await client.PostAsync(new Uri("tickets", UriKind.Relative), new StringContent("{\"text\":\" \"}", System.Text.Encoding.UTF8, "application/json"));
            using HttpResponseMessage answer = await client.PostAsync(new Uri("tickets", UriKind.Relative), new StringContent("{\"text\":\"My parcel never arrived!\"}", System.Text.Encoding.UTF8, "application/json"));
            string events = await answer.Content.ReadAsStringAsync();

            Assert.That((int)empty.StatusCode, Is.EqualTo(400));
            string[] data = [.. events.Split('\n').Where(l => l.StartsWith("data: ", StringComparison.Ordinal)).Select(l => l[6..])];
            Assert.That(data, Has.Length.GreaterThan(3));
            GeneratedContent ticket = GeneratedContent.Parse(data[^1]);
            Assert.That(ticket.IsComplete, Is.True);
            Assert.That(ticket.Value<string>("priority"), Is.AnyOf("low", "medium", "high"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Test]
    public async Task ChatStream_SecondRun_GoesOnWithTheSavedConversation()
    {
        string file = Path.Combine(EndToEnd.Folder, "sample-chat.json");
        using Process first = ProcessRun.Start("samples/02-chat-stream", "chat-stream.dll", file);
        FmRun firstRun = await ProcessRun.FinishAsync(first, "My name is Ann.\n");
        using Process second = ProcessRun.Start("samples/02-chat-stream", "chat-stream.dll", file);
        FmRun secondRun = await ProcessRun.FinishAsync(second, "What is my name?\n");

        Assert.That(firstRun.ExitCode, Is.Zero, firstRun.Error);
        Assert.That(firstRun.Output.Trim(), Is.Not.Empty);
        Assert.That(secondRun.ExitCode, Is.Zero, secondRun.Error);
        Assert.That(secondRun.Error, Does.StartWith("Going on after 2 entries."));
        Transcript transcript = Transcript.FromJson(await File.ReadAllTextAsync(file));
        Assert.That(transcript.OfType<Transcript.Prompt>().Select(p => p.Text), Is.EqualTo(new[] { "My name is Ann.", "What is my name?" }));
    }
}
