namespace FoundationModels.Import;

/// <summary>What a model file says about itself for people.</summary>
internal static class SourceFacts
{
    /// <summary>
    /// The model's name: the file's, without what says how it is quantized. It tells more than general.name, which is often a training run's.
    /// </summary>
    public static string Id(ModelSource source)
    {
        string name = Path.GetFileNameWithoutExtension(source.File.FilePath);
        int dot = name.LastIndexOf('.');
        return dot > 0 && name[(dot + 1)..] is ['Q' or 'F' or 'I' or 'B', ..] ? name[..dot] : name;
    }

    /// <summary>The languages that the makers name.</summary>
    public static IReadOnlyList<string> Languages(ModelSource source) =>
        source.Metadata.TryGetStrings("general.languages", out Gguf.GgufStrings? languages) ? languages.ToArray() : [];

    /// <summary>The licence as the makers name it, or null.</summary>
    public static string? License(ModelSource source) => source.Metadata.TryGetString("general.license", out string? license) ? license : null;
}
