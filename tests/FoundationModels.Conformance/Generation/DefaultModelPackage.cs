using System.Security.Cryptography;
using System.Text;
using FoundationModels.Import;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;

namespace FoundationModels.Conformance.Generation;

/// <summary>Imports a model file once for each build of the importer and keeps the package in the folder for temporary files.</summary>
internal static class DefaultModelPackage
{
    /// <summary>The default model's file in the repository, or null outside a checkout.</summary>
    public static string? FindSource()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "models", "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>The folder of a model's package: the folder itself where <paramref name="model"/> is a package, else an import of the file.</summary>
    public static string Open(string model, ModelPrecision precision)
    {
        if (File.Exists(Path.Combine(model, ModelManifest.FileName)))
            return model;
        FileInfo source = new(model);
        string parent = Path.Combine(Path.GetTempPath(), "foundation-models-tests", Key(source.FullName));
        string build = typeof(ModelImporter).Module.ModuleVersionId.ToString("N");
        string folder = Path.Combine(parent, Key($"{build} {source.Length} {source.LastWriteTimeUtc.Ticks} {precision}"));
        if (!Directory.Exists(folder))
            Import(source.FullName, parent, folder, build, precision);
        return folder;
    }

    /// <summary>Loads a package's graphs.</summary>
    public static OnnxBackend Load(string model, ModelPrecision precision, OnnxBackendOptions? options = null)
    {
        string folder = Open(model, precision);
        return OnnxBackend.Load(folder, ModelManifestJson.Read(Path.Combine(folder, ModelManifest.FileName)), options);
    }

    private static void Import(string source, string parent, string folder, string build, ModelPrecision precision)
    {
        RemoveOtherBuilds(parent, build);
        string unfinished = $"{folder}.{Guid.NewGuid():N}";
        ModelImporter.ImportAsync(source, unfinished, new ModelImportOptions { Precision = precision }, null, default).GetAwaiter().GetResult();
        File.WriteAllText(Path.Combine(parent, "build"), build);
        try
        {
            Directory.Move(unfinished, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was quicker.
            Directory.Delete(unfinished, recursive: true);
        }
    }

    private static void RemoveOtherBuilds(string parent, string build)
    {
        string mark = Path.Combine(parent, "build");
        try
        {
            if (File.Exists(mark) && File.ReadAllText(mark) != build)
                Directory.Delete(parent, recursive: true);
            Directory.CreateDirectory(parent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use by another process: the next build removes it.
            Directory.CreateDirectory(parent);
        }
    }

    private static string Key(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
