namespace FoundationModels.ExtensionsAI;

/// <summary>Hands text on in whole characters: a service may cut in the middle of a surrogate pair, and a channel must not.</summary>
internal sealed class WholeCharacters(GenerationChannel output)
{
    private char? _half;

    /// <summary>Adds text.</summary>
    public void Append(string text)
    {
        if (text.Length == 0)
            return;
        string whole = _half is { } half ? half + text : text;
        _half = char.IsHighSurrogate(whole[^1]) ? whole[^1] : null;
        output.AppendText(whole.AsSpan(0, _half is null ? whole.Length : whole.Length - 1));
    }

    /// <summary>Says that nothing comes any more.</summary>
    public void End()
    {
        if (_half is not null)
            output.AppendText("\uFFFD");
        _half = null;
    }
}
