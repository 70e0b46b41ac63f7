using FoundationModels.Conformance.Generation;
using FoundationModels.Inference;
using FoundationModels.Inference.Onnx;

namespace FoundationModels.Sdk.Tests.Inference;

/// <summary>The default model, imported and loaded once for all tests of the assembly; they skip where its file is absent.</summary>
[SetUpFixture]
internal sealed class RealModel
{
    private static readonly Lazy<Decoder> Shared = new(() => NewDecoder());

    /// <summary>The model's end of a turn.</summary>
    public const int EndOfTurn = 2;

    public static Decoder Decoder
    {
        get
        {
            RequireSource();
            return Shared.Value;
        }
    }

    /// <summary>The package's folder.</summary>
    public static string Package => DefaultModelPackage.Open(RequireSource(), ModelPrecision.Fast);

    /// <summary>A backend of its own, for tests that dispose it.</summary>
    public static OnnxBackend NewBackend(OnnxBackendOptions? options = null) => DefaultModelPackage.Load(RequireSource(), ModelPrecision.Fast, options);

    public static Decoder NewDecoder(DecoderOptions? options = null) => new(NewBackend(), () => new LetterText(), options);

    /// <summary>Tokens that no prefix store has seen, the same for the same seed.</summary>
    public static int[] Tokens(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(100, 20_000))];
    }

    public static DecodeRequest Greedy(int[] prompt, int maximum) => new()
    {
        Prompt = prompt,
        Options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = maximum },
    };

    [OneTimeTearDown]
    public void Free()
    {
        if (Shared.IsValueCreated)
            Shared.Value.Dispose();
    }

    private static string RequireSource()
    {
        string? source = DefaultModelPackage.FindSource();
        if (source is null)
            Assert.Ignore("Skipped: the default model's file is not in this checkout.");
        return source!;
    }
}
