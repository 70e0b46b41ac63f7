using FoundationModels.Inference;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Inference;

internal sealed class OnnxBackendTests
{
    [Test]
    public void Run_AfterDispose_ThrowsInsteadOfEndingTheProcess()
    {
        OnnxBackend backend = RealModel.NewBackend();
        IKeyValueBuffers buffers = backend.Allocate(16);
        float[] logits = new float[backend.VocabularySize];
        backend.Run(buffers, [1, 2], 0, logits, default);
        backend.Dispose();
        Assert.That(() => backend.Run(buffers, [3], 2, logits, default), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => backend.Allocate(1), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(buffers.Dispose, Throws.Nothing);
    }

    [Test]
    public void Run_RequestsThatTheRuntimeWouldNotCheck_AreRefused()
    {
        using OnnxBackend backend = RealModel.NewBackend();
        using IKeyValueBuffers buffers = backend.Allocate(4);
        float[] logits = new float[backend.VocabularySize];
        Assert.That(() => backend.Run(buffers, [1, 2, 3], 2, logits, default), Throws.ArgumentException.With.Message.Contains("room for 2"));
        Assert.That(() => backend.Run(buffers, [], 0, logits, default), Throws.ArgumentException);
        Assert.That(() => backend.Run(buffers, [1], -1, logits, default), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => backend.Run(buffers, [1_000_000], 0, logits, default), Throws.InstanceOf<InferenceException>());
        buffers.Dispose();
        Assert.That(() => backend.Run(buffers, [1], 0, logits, default), Throws.ArgumentException);
    }

    [Test]
    public void RunAll_LastPosition_HasTheLogitsOfTheDecodeGraph()
    {
        using OnnxBackend backend = RealModel.NewBackend();
        using IKeyValueBuffers buffers = backend.Allocate(128);
        int[] tokens = RealModel.Tokens(100, seed: 21);
        float[] last = new float[backend.VocabularySize];
        backend.Run(buffers, tokens, 0, last, default);
        float[] all = new float[tokens.Length * backend.VocabularySize];
        backend.RunAll(buffers, tokens, 0, all, default);
        Assert.That(all.AsSpan(all.Length - last.Length).ToArray(), Is.EqualTo(last).Within(0.02f));
    }

    [Test]
    public void Load_DamagedPackages_ThrowAndNameTheFile()
    {
        string package = RealModel.Package;
        ModelManifest manifest = ModelManifestJson.Read(Path.Combine(package, ModelManifest.FileName));
        string folder = Directory.CreateTempSubdirectory("fm-damaged").FullName;
        try
        {
            Assert.That(() => OnnxBackend.Load(folder, manifest), Throws.InstanceOf<ModelFormatException>().With.Message.Contains(manifest.Graphs.Decode));
            byte[] graph = File.ReadAllBytes(Path.Combine(package, manifest.Graphs.Decode));
            foreach (byte[] damaged in new[] { graph[..^5000], [], graph })
            {
                // The last one is whole, but its weights aren't there.
                File.WriteAllBytes(Path.Combine(folder, manifest.Graphs.Decode), damaged);
                Assert.That(() => OnnxBackend.Load(folder, manifest), Throws.InstanceOf<ModelFormatException>());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.That(() => OnnxBackend.Load(package, manifest with { VocabularySize = 1000 }), Throws.InstanceOf<ModelFormatException>().With.Message.Contains("logits"));
        Assert.That(
            () => OnnxBackend.Load(package, manifest with { KeyValue = manifest.KeyValue with { Layers = 29 } }),
            Throws.InstanceOf<ModelFormatException>().With.Message.Contains("layers"));
    }

    [TestCase("DML", "Microsoft.ML.OnnxRuntime.DirectML")]
    [TestCase("CUDA", "Microsoft.ML.OnnxRuntime.Gpu")]
    [TestCase("QNN", "QNN")]
    public void Load_ProviderThatIsNotInTheBuild_NamesThePackageToAdd(string provider, string expected)
    {
        Assert.That(
            () => RealModel.NewBackend(new OnnxBackendOptions { ExecutionProvider = provider }).Dispose(),
            Throws.InstanceOf<InferenceException>().With.Message.Contains(expected));
    }

    [Test]
    public void Load_Cancelled_Throws()
    {
        string package = RealModel.Package;
        ModelManifest manifest = ModelManifestJson.Read(Path.Combine(package, ModelManifest.FileName));
        Assert.That(() => OnnxBackend.Load(package, manifest, null, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
    }
}
