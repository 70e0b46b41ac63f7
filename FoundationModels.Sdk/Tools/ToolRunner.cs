using FoundationModels.Models;

namespace FoundationModels.Tools;

/// <summary>Calls the tools that a model asked for in one step: all at once, each within its time.</summary>
internal sealed class ToolRunner(ToolSet tools)
{
    /// <summary>Makes the calls.</summary>
    /// <returns>What the model is told, in the order of the calls.</returns>
    /// <exception cref="ToolCallException">A call failed, and the session wants to know.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<Transcript.ToolOutput>> RunAsync(IReadOnlyList<Transcript.ToolCall> calls, CancellationToken cancellationToken)
    {
        bool[] approved = new bool[calls.Count];
        for (int i = 0; i < calls.Count; i++)
            approved[i] = tools.Options.Approve is not { } approve || await approve(calls[i], cancellationToken).ConfigureAwait(false);

        using CancellationTokenSource others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ToolOutput>[] running = [.. calls.Select((call, i) => approved[i] ? CallAsync(call, others) : Task.FromResult(new ToolOutput("The call was not approved. It was not made.")))];
        try
        {
            ToolOutput[] outputs = await Task.WhenAll(running).ConfigureAwait(false);
            return [.. outputs.Select((output, i) => new Transcript.ToolOutput(calls[i].Id, calls[i].ToolName, [new Transcript.TextSegment(output.Text)]))];
        }
        catch (Exception)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The first failure cancelled the others: it is the one to tell of.
            throw running.Select(t => t.Exception?.InnerException).FirstOrDefault(e => e is ToolCallException) ?? running.First(t => t.IsFaulted).Exception!.InnerException!;
        }
    }

    private async Task<ToolOutput> CallAsync(Transcript.ToolCall call, CancellationTokenSource others)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(others.Token);
        limit.CancelAfter(tools.Options.Timeout);
        string message;
        Exception? failure = null;
        try
        {
            if (tools.Find(call.ToolName) is not { } tool)
            {
                message = $"There is no tool {call.ToolName}. The tools are {string.Join(", ", tools.Definitions.Select(d => d.Name))}.";
            }
            else if (SchemaCheck.Misfits(tool.Definition.Parameters, call.ArgumentsJson) is { Count: > 0 } misfits)
            {
                // A model behind a network need not keep to a schema.
                message = $"The arguments do not fit the tool {call.ToolName}: {string.Join(' ', misfits)}";
            }
            else
            {
                // A tool may block, and one that does not heed its token must not hold up the session.
                return await Task.Run(async () => await tool.CallAsync(GeneratedContent.Parse(call.ArgumentsJson), limit.Token).ConfigureAwait(false), limit.Token)
                    .WaitAsync(limit.Token).ConfigureAwait(false)
                    ?? throw new InvalidOperationException("The tool gave back null. An output without words is the empty text.");
            }
        }
        catch (OperationCanceledException) when (others.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            failure = e;
            message = $"The tool {call.ToolName} did not answer within {tools.Options.Timeout.TotalSeconds:0.###} s. ToolOptions.Timeout gives it more time.";
        }
#pragma warning disable CA1031 // Whatever a tool throws is the result of its call.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
            message = $"The tool {call.ToolName} failed: {e.Message}";
        }

        if (tools.Options.ErrorHandling == ToolErrorHandling.TellModel)
            return new ToolOutput($"Error: {message}");
        await others.CancelAsync().ConfigureAwait(false);
        throw new ToolCallException(call, message, failure);
    }
}
