namespace FoundationModels.Generation;

/// <summary>An array or object that is still growing.</summary>
internal sealed class OpenContainer(bool isObject)
{
    private readonly GrowingList<GeneratedContent>? _elements = isObject ? null : new();
    private readonly GrowingList<KeyValuePair<string, GeneratedContent>>? _properties = isObject ? new() : null;
    private readonly HashSet<string>? _names = isObject ? new(StringComparer.Ordinal) : null;
    private readonly ContentIdentity _identity = new();
    private string? _name;
    private int _depth = 1;

    public bool IsObject => isObject;

    /// <summary>Begins a property.</summary>
    /// <returns>Whether there is none of that name yet.</returns>
    public bool Begin(string name)
    {
        _name = name;
        return _names!.Add(name);
    }

    /// <summary>Adds a finished value: an element, or the value of the property that was begun.</summary>
    /// <returns>How many values had to be copied.</returns>
    public int Add(GeneratedContent value)
    {
        _depth = Math.Max(_depth, value.Depth + 1);
        return isObject ? _properties!.Add(new(_name!, value)) : _elements!.Add(value);
    }

    /// <summary>The container as it is when it ends.</summary>
    public GeneratedContent Close() => isObject
        ? new GeneratedContent(GeneratedContentKind.Object, _properties!.View(), true, _identity, _depth)
        : new GeneratedContent(GeneratedContentKind.Array, _elements!.View(), true, _identity, _depth);

    /// <summary>The container as it is now.</summary>
    /// <param name="open">The value in it that is still growing, or null.</param>
    public GeneratedContent Snapshot(GeneratedContent? open)
    {
        object items = isObject
            ? open is null ? _properties!.View() : _properties!.View(new(_name!, open))
            : open is null ? _elements!.View() : _elements!.View(open);
        int depth = open is null ? _depth : Math.Max(_depth, open.Depth + 1);
        return new GeneratedContent(isObject ? GeneratedContentKind.Object : GeneratedContentKind.Array, items, false, _identity, depth);
    }
}
