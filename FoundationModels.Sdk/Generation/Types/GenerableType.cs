namespace FoundationModels.Generation;

/// <summary>What is known of a type that models can generate.</summary>
internal sealed class GenerableType<T>(Func<GenerationSchema> schema, Func<GeneratedContent, T> from, Func<T, GeneratedContent> to)
{
    private static volatile GenerableType<T>? _registered;

    private readonly Lazy<GenerationSchema> _schema = new(schema);

    /// <summary>Gets or sets what is known of the type; null while it is not known.</summary>
    public static GenerableType<T>? Registered
    {
        get => _registered;
        set => _registered = value;
    }

    public GenerationSchema Schema => _schema.Value;

    public Func<GeneratedContent, T> From { get; } = from;

    public Func<T, GeneratedContent> To { get; } = to;
}
