namespace FoundationModels.Packages;

/// <summary>The outcome of looking for a model.</summary>
/// <param name="Path">A package's folder or a model file to import; null where none was found.</param>
/// <param name="Steps">What was looked at, in order, with what was found there: for messages.</param>
internal sealed record ModelSearch(string? Path, IReadOnlyList<string> Steps)
{
    /// <summary>The steps as a message that says how to provide a model.</summary>
    public string Describe() =>
        $"No model was found. Looked at: {string.Join("; ", Steps)}. Set {ModelPlaces.Variable} to a .gguf file or a package's folder, "
        + "or put one into a folder 'models' beside the app.";
}
