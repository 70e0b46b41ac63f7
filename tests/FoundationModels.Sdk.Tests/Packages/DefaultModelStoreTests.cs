using System.Diagnostics;
using FoundationModels.Import;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Packages;

public sealed class DefaultModelStoreTests
{
    [Test]
    public async Task GetOrImportAsync_DefaultModel_ImportsOnceAndItsHashesAreRight()
    {
        using TemporaryFolder folder = new();
        int imports = 0;
        ModelStore store = new(folder.Path, (source, destination, precision, progress, cancellationToken) =>
        {
            imports++;
            return ModelImporter.ImportAsync(source, destination, new ModelImportOptions { Precision = precision }, progress, cancellationToken);
        });
        string model = SharedData.InRepository("models", "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");

        Stopwatch watch = Stopwatch.StartNew();
        string package = await store.GetOrImportAsync(model, ModelPrecision.Fast);
        TestContext.Progress.WriteLine($"first use of the default model: {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        Assert.That(await new ModelStore(folder.Path, (_, _, _, _, _) => throw new InvalidOperationException()).GetOrImportAsync(model, ModelPrecision.Fast), Is.EqualTo(package));
        TestContext.Progress.WriteLine($"second use: {watch.Elapsed.TotalMilliseconds:F1} ms");

        Assert.That(imports, Is.EqualTo(1));
        Assert.That(await store.VerifyAsync(package), Is.Empty);
        Assert.That(store.Contents.List().Single().ModelId, Does.Contain("SmolLM2").IgnoreCase);
    }
}
