using System.Text;

namespace FoundationModels.Prompts;

/// <summary>Collects runs. Neighbours of one provenance become one run, except where one of them carries ids.</summary>
internal sealed class PromptTextBuilder
{
    private readonly List<PromptRun> _runs = [];
    private readonly StringBuilder _pending = new();
    private TextProvenance _pendingProvenance;

    // The only piece so far is kept as it is: most values are one piece, and a copy of it would be waste.
    private string? _single;

    /// <summary>Gets the number of UTF-16 units so far.</summary>
    public int Length { get; private set; }

    /// <summary>Adds every run of a prompt.</summary>
    public void Append(PromptText text)
    {
        foreach (PromptRun run in text.Runs)
            Append(run);
    }

    /// <summary>Adds text of one provenance.</summary>
    public void Append(string text, TextProvenance provenance) => Append(new PromptRun(text, provenance));

    /// <summary>Adds a run.</summary>
    public void Append(PromptRun run)
    {
        if (run.Text.Length == 0)
            return;
        Length = checked(Length + run.Text.Length);
        if (run.TokenIds.Length > 0)
        {
            Flush();
            _runs.Add(run);
            return;
        }

        if (_pendingProvenance != run.Provenance)
            Flush();
        _pendingProvenance = run.Provenance;
        if (_single is null && _pending.Length == 0)
        {
            _single = run.Text;
            return;
        }

        if (_single is not null)
            _pending.Append(_single);
        _single = null;
        _pending.Append(run.Text);
    }

    /// <summary>What was collected.</summary>
    public PromptText ToPromptText()
    {
        Flush();
        return new PromptText(_runs);
    }

    private void Flush()
    {
        if (_single is not null)
            _runs.Add(new PromptRun(_single, _pendingProvenance));
        else if (_pending.Length > 0)
            _runs.Add(new PromptRun(_pending.ToString(), _pendingProvenance));
        _single = null;
        _pending.Clear();
    }
}
