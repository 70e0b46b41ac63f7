using System.Numerics.Tensors;
using FoundationModels.Conformance;
using FoundationModels.Import.Gguf;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Architectures;

public sealed class LlamaArchitectureTests
{
    private static readonly long[] Prompt = [3, 17, 17, 42, 5, 90, 61, 8, 0, 33, 95, 12];

    [Test]
    public void Build_ReferenceModels_StayWithinTheirTolerance()
    {
        string folder = SharedData.Require("goldens", "architectures");
        ConformanceReport report = ArchitecturesCommand.Run(new ConformanceArguments(
            [folder, "--only", "llama,llama-k256,llama-linear,llama-sharded,llama-yarn,llama3-rope,granite,qwen2,qwen3,smollm3"]));
        Assert.That(report.Cases.Where(c => !c.Passed).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Passed, Is.GreaterThanOrEqualTo(84));
    }

    [TestCase(true, false)]
    [TestCase(false, false)]
    [TestCase(true, true)]
    public void Build_FloatWeights_ComputesTheModel(bool tied, bool biases) => ExpectExact(new() { Tied = tied, Biases = biases });

    [TestCase("llama")]
    [TestCase("qwen2")]
    public void Build_PartOfAHeadRotates_ComputesTheModel(string architecture) => ExpectExact(new() { Architecture = architecture, Rotated = 16 });

    [TestCase("granite")]
    [TestCase("qwen2")]
    [TestCase("qwen3")]
    [TestCase("smollm3")]
    public void Build_RelatedArchitectures_ComputesTheModel(string architecture) => ExpectExact(new() { Architecture = architecture });

    // Codes are the source's own, or 8 bits of weights that have fewer: what is left is the 8-bit rounding of activations.
    [TestCase(nameof(TensorType.Q4_0))]
    [TestCase(nameof(TensorType.Q4_1))]
    [TestCase(nameof(TensorType.Q5_0))]
    [TestCase(nameof(TensorType.Q5_1))]
    [TestCase(nameof(TensorType.Q8_0))]
    [TestCase(nameof(TensorType.IQ4_NL))]
    [TestCase(nameof(TensorType.Q4_K))]
    [TestCase(nameof(TensorType.Q5_K))]
    [TestCase(nameof(TensorType.Q6_K))]
    [TestCase(nameof(TensorType.F16))]
    [TestCase(nameof(TensorType.BF16))]
    [TestCase(nameof(TensorType.F32))]
    public void Build_FastWeights_StayCloseToTheModel(string type)
    {
        TinyLlama model = new() { Type = Enum.Parse<TensorType>(type), Biases = type == nameof(TensorType.Q4_1) };
        (float[] actual, float[] expected) = Run(model, ModelPrecision.Fast);
        Assert.That(RelativeError(actual, expected), Is.LessThan(0.03));
    }

    [TestCase(nameof(TensorType.Q4_K), nameof(TensorType.Q6_K))]
    [TestCase(nameof(TensorType.Q4_1), nameof(TensorType.Q8_0))]
    public void Build_MixedTypes_UsesOneProductForEach(string type, string valueType)
    {
        TinyLlama model = new() { Type = Enum.Parse<TensorType>(type), ValueType = Enum.Parse<TensorType>(valueType) };
        (float[] actual, float[] expected) = Run(model, ModelPrecision.Fast);
        Assert.That(RelativeError(actual, expected), Is.LessThan(0.03));
    }

    private static void ExpectExact(TinyLlama model)
    {
        (float[] actual, float[] expected) = Run(model, ModelPrecision.Exact);
        Assert.That(LargestDifference(actual, expected), Is.LessThan(1e-4 * TensorPrimitives.StdDev<float>(expected)));
    }

    private static (float[] Actual, float[] Expected) Run(TinyLlama model, ModelPrecision precision)
    {
        float[] actual = [];
        float[] expected = [];
        TinyPackage.Import(model.ToFile(), new ModelImportOptions { Precision = precision }, (source, package) =>
        {
            using GgufFile file = GgufFile.Open(source);
            using ReferenceGraph graph = new(package);
            expected = new PlainLlama(file, model).Logits(Prompt);
            actual = graph.Run(Prompt, "logits")[0];
        });
        return (actual, expected);
    }

    private static float LargestDifference(float[] a, float[] b) => a.Zip(b, (x, y) => MathF.Abs(x - y)).Max();

    private static double RelativeError(float[] a, float[] b) =>
        Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Average()) / TensorPrimitives.StdDev<float>(b);
}
