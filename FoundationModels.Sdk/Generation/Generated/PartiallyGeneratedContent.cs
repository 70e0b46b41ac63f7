namespace FoundationModels;

/// <summary>
/// The base of the types <c>PartiallyGenerated</c> that the source generator writes: a value of which a model has generated a part. Properties are read from the content when they are asked for, so that a snapshot of a long response costs
/// what its reader looks at.
/// </summary>
public abstract class PartiallyGeneratedContent : IEquatable<PartiallyGeneratedContent>
{
    /// <summary>Initializes the value.</summary>
    /// <param name="content">What was generated so far.</param>
    protected PartiallyGeneratedContent(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Content = content;
    }

    /// <summary>Gets what was generated so far.</summary>
    public GeneratedContent Content { get; }

    /// <summary>Gets the id of the value, which stays the same while it grows.</summary>
    public GenerationId Id => Content.Id;

    /// <summary>Gets whether the value has all that it will have.</summary>
    public bool IsComplete => Content.IsComplete;

    /// <inheritdoc/>
    public bool Equals(PartiallyGeneratedContent? other) => other is not null && other.GetType() == GetType() && other.Content.Equals(Content);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as PartiallyGeneratedContent);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Content.GetHashCode();

    /// <summary>What was generated so far as JSON.</summary>
    public sealed override string ToString() => Content.ToJson();

    /// <summary>A property; null where it is not there yet, or null.</summary>
    /// <param name="name">Its name in JSON.</param>
    protected GeneratedContent? ReadMember(string name) => GenerableServices.Optional(Content, name);

    /// <summary>A text as far as it has come; null where it has not begun.</summary>
    /// <param name="name">Its name in JSON.</param>
    protected string? ReadText(string name) => ReadMember(name)?.Value<string>();

    /// <summary>A property of a type of .NET; null where it is not complete yet, or null.</summary>
    /// <param name="name">Its name in JSON.</param>
    protected T? ReadValue<T>(string name)
        where T : struct => Complete(name) is { } member ? member.Value<T>() : null;

    /// <summary>A property of a type of .NET; null where it is not complete yet, or null.</summary>
    /// <param name="name">Its name in JSON.</param>
    protected T? ReadObject<T>(string name)
        where T : class => Complete(name)?.Value<T>();

    /// <summary>A property of an enumeration; null where it is not complete yet, or null.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="convert">Converts it.</param>
    protected T? ReadValue<T>(string name, Func<GeneratedContent, T> convert)
        where T : struct => Complete(name) is { } member ? convert(member) : null;

    /// <summary>A property of a generable type as far as it has come; null where it has not begun.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="convert">Converts it.</param>
    protected T? ReadPart<T>(string name, Func<GeneratedContent, T> convert)
        where T : PartiallyGeneratedContent => ReadMember(name) is { } member ? convert(member) : null;

    /// <summary>A list of texts, whose last one may still grow; null where it has not begun.</summary>
    /// <param name="name">Its name in JSON.</param>
    protected IReadOnlyList<string>? ReadTexts(string name) =>
        ReadMember(name) is { } member ? GenerableServices.PartialList(member, GenerableServices.Element<string>, completeOnly: false) : null;

    /// <summary>A list of values of a type of .NET, as far as they are complete; null where it has not begun.</summary>
    /// <param name="name">Its name in JSON.</param>
    protected IReadOnlyList<T>? ReadValues<T>(string name) =>
        ReadMember(name) is { } member ? GenerableServices.PartialList(member, GenerableServices.Element<T>, completeOnly: true) : null;

    /// <summary>A list of values of a generable type, whose last one may still grow; null where it has not begun.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="convert">Converts an element.</param>
    protected IReadOnlyList<T>? ReadParts<T>(string name, Func<GeneratedContent, T> convert)
        where T : PartiallyGeneratedContent => ReadMember(name) is { } member ? GenerableServices.PartialList(member, convert, completeOnly: false) : null;

    private GeneratedContent? Complete(string name) => ReadMember(name) is { IsComplete: true } member ? member : null;
}
