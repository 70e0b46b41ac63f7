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
