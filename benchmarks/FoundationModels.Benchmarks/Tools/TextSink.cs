using System.Text;

namespace FoundationModels.Benchmarks.Tools;

/// <summary>Keeps the text of a response.</summary>
internal sealed class TextSink : GenerationChannel
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public override void AppendText(ReadOnlySpan<char> text) => _text.Append(text);

    /// <inheritdoc/>
    public override void UpdateUsage(Usage usage)
    {
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();
}
