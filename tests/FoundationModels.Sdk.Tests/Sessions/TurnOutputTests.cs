using FoundationModels.Sessions;

namespace FoundationModels.Sdk.Tests.Sessions;

[TestFixture]
internal sealed class TurnOutputTests
{
    [Test]
    public async Task ReadAsync_SeveralPiecesWaiting_AreOneUpdateWithTheLatestUsage()
    {
        TurnOutput output = new();
        foreach (string piece in (string[])["a", "b", "c"])
        {
            output.UpdateUsage(new Usage(5, 0, output.Usage.OutputTokens + 1));
            output.AppendText(piece);
        }

        output.Close();

        TurnUpdate update = (await output.ReadAsync())!.Value;
        Assert.That((update.Delta, update.Usage, update.StartsAnew), Is.EqualTo(("abc", new Usage(5, 0, 3), false)));
        Assert.That(await output.ReadAsync(), Is.Null);
    }

    [Test]
    public async Task ReadAsync_NothingYet_WaitsForTextOrTheEnd()
    {
        TurnOutput output = new();
        Task<TurnUpdate?> first = output.ReadAsync().AsTask();
        output.AppendText("");
        Assert.That(first.IsCompleted, Is.False, "Empty text is no news.");
        output.AppendText("a");
        Assert.That((await first)?.Delta, Is.EqualTo("a"));

        Task<TurnUpdate?> end = output.ReadAsync().AsTask();
        output.Close();
        Assert.That(await end, Is.Null);
    }

    [Test]
    public async Task ReadAsync_WhileAnotherThreadWrites_LosesNothing()
    {
        const int Pieces = 20_000;
        TurnOutput output = new();
        Task writer = Task.Run(() =>
        {
            for (int i = 0; i < Pieces; i++)
                output.AppendText("0123456789".AsSpan(i % 10, 1));
            output.Close();
        });

        System.Text.StringBuilder read = new();
        while (await output.ReadAsync() is { } update)
            read.Append(update.Delta);
        await writer;

        Assert.That(read.ToString(), Is.EqualTo(string.Concat(Enumerable.Range(0, Pieces).Select(i => i % 10))));
        Assert.That(output.Text, Is.EqualTo(read.ToString()));
    }

    [Test]
    public void AppendText_WithoutAReader_AllocatesOnlyTheText()
    {
        const int Tokens = 4000;
        TurnOutput output = new();
        output.AppendText("warm");
        output.UpdateUsage(default);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Tokens; i++)
        {
            output.UpdateUsage(new Usage(1, 0, i));
            output.AppendText("text");
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The builder's chunks are at most 8,000 characters, so that at most one of them is not full.
        Assert.That(allocated, Is.LessThan(Tokens * 4 * sizeof(char) + 8000 * sizeof(char) + 2000));
    }
}
