namespace FoundationModels.Prompts;

/// <summary>A rendered prompt: its text as runs that remember where they came from. Immutable.</summary>
internal sealed class PromptText
{
    private readonly PromptRun[] _runs;

    /// <summary>Initializes the prompt from runs; empty ones are dropped.</summary>
    public PromptText(IEnumerable<PromptRun> runs)
    {
        _runs = [.. runs.Where(r => r.Text.Length > 0)];
    }

    /// <summary>Gets the runs in order.</summary>
    public IReadOnlyList<PromptRun> Runs => _runs;

    /// <summary>The text without its provenance.</summary>
    public override string ToString() => string.Concat(_runs.Select(r => r.Text));
}
