using FoundationModels.Benchmarks.Engines;
using FoundationModels.Models;

namespace FoundationModels.Benchmarks.Guided;

/// <summary>The prompts of tasks in the default model's tokens: the same for each engine.</summary>
internal sealed class GuidedPrompts : IAsyncDisposable
{
    private readonly SystemLanguageModel _model = new(RepositoryFiles.Model, new() { StoreFolder = ImportedModel.StoreFolder });

    /// <summary>Gets the tokenizer.</summary>
    public async Task<Tokenizer> GetTokenizerAsync() => (await _model.GetEngineAsync(CancellationToken.None)).Tokenizer;

    /// <summary>The ids of a conversation up to where the answer begins.</summary>
    public async Task<int[]> EncodeAsync(GuidedTask task, GuidedExample example)
    {
        ModelEngine engine = await _model.GetEngineAsync(CancellationToken.None);
        return engine.Prompts.Encode([new Transcript.Instructions(task.Instructions), new Transcript.Prompt(example.Text)], [], true, CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _model.DisposeAsync();
}
