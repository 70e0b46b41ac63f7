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
    protected GeneratedContent? Member(string name) => GenerableServices.Optional(Content, name);

    /// <summary>A property; null where it is not complete yet, or null.</summary>
    /// <param name="name">Its name in JSON.</param>
    protected GeneratedContent? CompleteMember(string name) => Member(name) is { IsComplete: true } member ? member : null;
}
