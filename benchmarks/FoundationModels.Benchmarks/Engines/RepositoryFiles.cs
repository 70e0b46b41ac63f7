namespace FoundationModels.Benchmarks.Engines;

/// <summary>Finds the model and the peers in the checkout that the benchmarks were built in.</summary>
internal static class RepositoryFiles
{
    /// <summary>Gets the repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the default model's file: the weights of every engine.</summary>
    public static string Model { get; } = Path.Combine(Root, "models", "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");

    /// <summary>Gets the folder of fetched and derived files of the peers.</summary>
    public static string Peers { get; } = Path.Combine(Root, ".peers");

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "FoundationModels.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException("The benchmarks have to run inside a checkout of the repository.");
    }
}
