namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The arrays and objects that are open while a text is read.</summary>
internal sealed class JsonContainers
{
    private readonly List<JsonContainer> _containers = [];

    /// <summary>Gets how many are open.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the innermost one.</summary>
    public JsonContainer Top => _containers[Count - 1];

    /// <summary>Gets the pointer of the value that comes next.</summary>
    public string Pointer => string.Concat(_containers.Take(Count).Select(c => "/" + JsonPointer.Escape(c.Place)));

    public void Open(bool isObject)
    {
        if (Count == _containers.Count)
            _containers.Add(new JsonContainer());
        _containers[Count++].Start(isObject);
    }

    /// <summary>Closes the innermost one.</summary>
    /// <exception cref="GrammarRefusal">It is an object with a name twice.</exception>
    public JsonLiteral Close()
    {
        JsonLiteral value = Top.ToLiteral();
        Count--;
        return value.FindRepeatedName() is { } name
            ? throw new GrammarRefusal(Pointer, $"The object has two members with the name '{name}'.")
            : value;
    }
}
