namespace FoundationModels.Generators.Tests;

internal static class Repository
{
    /// <summary>The folder of the repository that the tests were built in.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "FoundationModels.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
