using System.Diagnostics;

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
