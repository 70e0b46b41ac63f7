using FoundationModels.Import;
using FoundationModels.Sdk.Tests.Import.Gguf;

namespace FoundationModels.Sdk.Tests.Import.Architectures;

/// <summary>Imports bytes as a model into a temporary folder.</summary>
internal static class TinyPackage
{
    /// <summary>Imports, runs an action on the source's path and the package's folder, and deletes both.</summary>
    public static void Import(byte[] model, ModelImportOptions options, Action<string, string> action) => SmallGguf.WithFile(model, source =>
    {
        string package = Directory.CreateTempSubdirectory("fm-package-").FullName;
        try
        {
            ModelImporter.ImportAsync(source, package, options, null, CancellationToken.None).GetAwaiter().GetResult();
            action(source, package);
        }
        finally
        {
            Directory.Delete(package, recursive: true);
        }
    });
}
