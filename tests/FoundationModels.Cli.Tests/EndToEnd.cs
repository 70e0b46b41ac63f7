using FoundationModels.Sdk.Tests;

namespace FoundationModels.Cli.Tests;

/// <summary>A folder and a store for the tests that run programs on the default model: one import serves them all.</summary>
[SetUpFixture]
internal sealed class EndToEnd
{
    /// <summary>Gets the folder in which programs run.</summary>
    public static string Folder { get; private set; } = "";

    /// <summary>Gets the store of imported models.</summary>
    public static string Store => Path.Combine(Folder, "store");

    /// <summary>Skips the test where the checkout lacks the default model.</summary>
    public static void RequireModel()
    {
        string model = SharedData.InRepository("models", "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        if (!File.Exists(model))
            Assert.Ignore("Skipped: the default model is not in this checkout.");
    }

    [OneTimeSetUp]
    public void MakeFolder() => Folder = Directory.CreateTempSubdirectory("fm-end-to-end-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);
}
