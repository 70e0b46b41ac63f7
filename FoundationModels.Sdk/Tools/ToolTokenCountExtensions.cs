namespace FoundationModels;

/// <summary>Counts the tokens of tools.</summary>
public static class ToolTokenCountExtensions
{
    /// <summary>Counts the tokens that a transcript takes as the input of a request with tools, template included.</summary>
    /// <param name="model">The model.</param>
    /// <param name="transcript">The conversation.</param>
    /// <param name="tools">The tools, and classes whose methods are tools.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    public static ValueTask<int> CountTokensAsync(this ILanguageModel model, Transcript transcript, IEnumerable<IToolSource> tools, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tools);
        return model.CountTokensAsync(transcript, tools.SelectMany(source => source.Tools).Select(tool => tool.Definition), cancellationToken);
    }

    /// <summary>Counts the tokens that tools add to each request of a conversation with instructions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tools">The tools, and classes whose methods are tools.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    public static async ValueTask<int> CountTokensAsync(this ILanguageModel model, IEnumerable<IToolSource> tools, CancellationToken cancellationToken = default)
    {
        // Templates write words of their own where a conversation has no instructions, and refuse ones without a prompt.
        Transcript plain = [new Transcript.Instructions("a"), new Transcript.Prompt("a")];
        int with = await CountTokensAsync(model, plain, tools, cancellationToken).ConfigureAwait(false);
        return with - await model.CountTokensAsync(plain, cancellationToken).ConfigureAwait(false);
    }
}
