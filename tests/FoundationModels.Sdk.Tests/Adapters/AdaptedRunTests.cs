using FoundationModels.Adapters;
using FoundationModels.Adapters.Sets;
using FoundationModels.Conformance;
using FoundationModels.Inference;
using FoundationModels.Inference.Onnx;
using FoundationModels.Sdk.Tests.Import.Architectures;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Sdk.Tests.Adapters;

internal sealed class AdaptedRunTests
{
    private static readonly int[] Prompt = [3, 17, 42, 5, 90, 11, 29];
    private TinyModel _model = null!;

    [OneTimeSetUp]
    public void ImportModel() => _model = new TinyModel();

    [OneTimeTearDown]
    public void Free() => _model.Dispose();

    [Test]
    public void RunAdapted_NoMatrices_GivesTheLogitsOfTheGraphWithoutSlots()
    {
        using OnnxBackend backend = Load();
        using IKeyValueBuffers buffers = backend.Allocate(32);
        float[] plain = new float[backend.VocabularySize];
        float[] adapted = new float[backend.VocabularySize];

        backend.Run(buffers, Prompt, 0, plain, default);
        backend.RunAdapted(backend.LoadAdapter([], default), buffers, Prompt, 0, adapted, default);

        Assert.That(adapted, Is.EqualTo(plain).Within(1e-5f));
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(19)]
    public void RunAdapted_PromptThenSteps_GivesTheLogitsOfTheFullGraphWithTheSameMatrices(int rank)
    {
        IReadOnlyList<AdapterMatrix> matrices = AdapterComposition.Compose([(_model.Updates(seed: 1, rank), 1)]);
        using OnnxBackend backend = Load();
        using IBoundAdapter adapter = backend.LoadAdapter(matrices, default);
        using IKeyValueBuffers buffers = backend.Allocate(32);
        using ReferenceGraph full = new(_model.Package);
        foreach (AdapterMatrix matrix in matrices)
            full.Inputs[matrix.Name] = OrtValue.CreateTensorValueFromMemory(matrix.Values.ToArray(), [matrix.Rows, matrix.Columns]);
        float[] expected = full.Run([.. Prompt.Select(t => (long)t)], "logits")[0];
        float[] logits = new float[backend.VocabularySize];

        backend.RunAdapted(adapter, buffers, Prompt.AsSpan(0, 4), 0, logits, default);
        Assert.That(logits, Is.EqualTo(Row(expected, 3)).Within(1e-4f));
        for (int i = 4; i < Prompt.Length; i++)
        {
            backend.RunAdapted(adapter, buffers, Prompt.AsSpan(i, 1), i, logits, default);
            Assert.That(logits, Is.EqualTo(Row(expected, i)).Within(1e-4f));
        }
    }

    [Test]
    public void RunAdapted_TwoAdaptersAtOnce_ActAsTheirSum()
    {
        (IReadOnlyList<AdapterUpdate>, float) first = (_model.Updates(1, rank: 2), 0.5f);
        (IReadOnlyList<AdapterUpdate>, float) second = (_model.Updates(2, rank: 3), -0.25f);
        using OnnxBackend backend = Load();
        float[] both = Logits(backend, AdapterComposition.Compose([first, second]));
        float[] turned = Logits(backend, AdapterComposition.Compose([second, first]));
        float[] one = Logits(backend, AdapterComposition.Compose([first]));

        Assert.That(both, Is.EqualTo(turned).Within(1e-4f));
        Assert.That(both, Is.Not.EqualTo(one).Within(1e-2f));
    }

    [Test]
    public void RunAdapted_AdaptersInTurn_DoNotLeaveATrace()
    {
        using OnnxBackend backend = Load();
        IReadOnlyList<AdapterMatrix> first = AdapterComposition.Compose([(_model.Updates(1), 1)]);
        IReadOnlyList<AdapterMatrix> onlyOneMap = AdapterComposition.Compose([([_model.Updates(2)[3]], 1)]);
        float[] before = Logits(backend, onlyOneMap);
        Logits(backend, first);

        // What the first one bound and this one does not must be empty again.
        Assert.That(Logits(backend, onlyOneMap), Is.EqualTo(before));
    }

    [Test]
    public void LoadAdapter_MatricesThatTheGraphHasNoPlaceFor_AreRefused()
    {
        using OnnxBackend backend = Load();
        AdapterMatrix correct = AdapterComposition.Compose([(_model.Updates(1), 1)])[0];

        Assert.That(() => backend.LoadAdapter([correct with { Name = "layers.9.attn_q.lora_A" }], default), Throws.TypeOf<ModelFormatException>().With.Message.Contains("layers.9"));
        Assert.That(() => backend.LoadAdapter([correct with { Name = OnnxGraphNames.Tokens }], default), Throws.TypeOf<ModelFormatException>());
        Assert.That(() => backend.LoadAdapter([correct with { Rows = correct.Rows - 1 }], default), Throws.TypeOf<ModelFormatException>().With.Message.Contains("256"));
    }

    [Test]
    public void RunAdapted_FreedOrForeignAdapter_ThrowsInsteadOfEndingTheProcess()
    {
        using OnnxBackend backend = Load();
        using OnnxBackend other = Load();
        using IKeyValueBuffers buffers = backend.Allocate(32);
        float[] logits = new float[backend.VocabularySize];
        IReadOnlyList<AdapterMatrix> matrices = AdapterComposition.Compose([(_model.Updates(1), 1)]);
        IBoundAdapter adapter = backend.LoadAdapter(matrices, default);
        backend.RunAdapted(adapter, buffers, Prompt, 0, logits, default);
        adapter.Dispose();
        adapter.Dispose();

        Assert.That(() => backend.RunAdapted(adapter, buffers, Prompt, 0, logits, default), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => backend.RunAdapted(other.LoadAdapter(matrices, default), buffers, Prompt, 0, logits, default), Throws.ArgumentException);
        Assert.That(() => backend.Run(buffers, Prompt, 0, logits, default), Throws.Nothing);
        backend.Dispose();
        Assert.That(() => backend.LoadAdapter(matrices, default), Throws.InstanceOf<ObjectDisposedException>());
    }

    private OnnxBackend Load() => OnnxBackend.Load(_model.Package, _model.Manifest);

    private static float[] Logits(OnnxBackend backend, IReadOnlyList<AdapterMatrix> matrices)
    {
        using IBoundAdapter adapter = backend.LoadAdapter(matrices, default);
        using IKeyValueBuffers buffers = backend.Allocate(32);
        float[] logits = new float[backend.VocabularySize];
        backend.RunAdapted(adapter, buffers, Prompt, 0, logits, default);
        return logits;
    }

    private static float[] Row(float[] all, int row) => all[(row * TinyLlama.Vocabulary)..((row + 1) * TinyLlama.Vocabulary)];
}
