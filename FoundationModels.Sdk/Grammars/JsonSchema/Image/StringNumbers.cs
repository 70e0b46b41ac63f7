namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The names in an image, each one once.</summary>
internal sealed class StringNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>Gets the names, in order of their numbers.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The number of a name.</summary>
    public int this[string text]
    {
        get
        {
            if (!_numbers.TryGetValue(text, out int number))
            {
                _numbers.Add(text, number = _texts.Count);
                _texts.Add(text);
            }

            return number;
        }
    }
}
