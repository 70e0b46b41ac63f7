namespace FoundationModels.Generation;

/// <summary>The beginning of a text that is still growing. It becomes a string when somebody reads it, so that a snapshot of a long text costs nothing.</summary>
internal sealed class TextPrefix(char[] buffer, int length)
{
    private string? _text;

    public override string ToString() => _text ??= new string(buffer, 0, length);
}
