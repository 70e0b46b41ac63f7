using FoundationModels.Adapters.Sets;
using FoundationModels.Benchmarks.Decode;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Inference;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;

namespace FoundationModels.Benchmarks.Adapters;

/// <summary>What a step costs with adapters of several ranks, against the graph without slots: decoding of one token, and a chunk of a prompt.</summary>
internal sealed class AdapterSteps(int threads, DecodeOptions options, BenchmarkOutput output)
{
    private const int Context = 64;
    private const int Chunk = 64;
    private const int StepsPerRound = 24;

    // Rank, and how many adapters of it at once.
    private static readonly (int Rank, int Count)[] Sets = [(0, 1), (8, 1), (16, 1), (32, 1), (8, 2), (8, 4)];

    /// <summary>Measures round by round, the graphs in turn.</summary>
    public void Run()
    {
        string folder = ImportedModel.GenAIFolder;
        ModelManifest manifest = ModelPackage.Open(folder).Manifest;
        using OnnxBackend backend = OnnxBackend.Load(folder, manifest, new OnnxBackendOptions { Threads = threads });
        IBoundAdapter?[] adapters = [null, .. Sets.Select(s => backend.LoadAdapter(Compose(manifest, s.Rank, s.Count), CancellationToken.None))];
        using IKeyValueBuffers buffers = backend.Allocate(Context + Chunk + 1);
        List<double>[] steps = [.. adapters.Select(_ => new List<double>())];
        List<double>[] chunks = [.. adapters.Select(_ => new List<double>())];
        for (int round = -2; round < options.Rounds; round++)
        {
            for (int i = 0; i < adapters.Length; i++)
            {
                int at = round % 2 == 0 ? i : adapters.Length - 1 - i;
                double chunk = Time(backend, adapters[at], buffers, Chunk, 1);
                double step = Time(backend, adapters[at], buffers, 1, StepsPerRound);

                // The first rounds warm up.
                if (round < 0)
                    continue;
                chunks[at].Add(chunk);
                steps[at].Add(step);
            }
        }

        output.Write(Measurement.Of(EngineNames.Ours, "step_ms", Spread.Of(steps[0]), "ms", ("threads", threads), ("clock", options.ClockName)));
        for (int i = 1; i < adapters.Length; i++)
        {
            (string, object)[] with = [("rank", Sets[i - 1].Rank), ("adapters", Sets[i - 1].Count), ("threads", threads), ("clock", options.ClockName)];
            output.Write(Measurement.Of(EngineNames.Ours, "step_ratio", Spread.OfRatios(steps[i], steps[0]), "1", with));
            output.Write(Measurement.Of(EngineNames.Ours, "prefill_ratio", Spread.OfRatios(chunks[i], chunks[0]), "1", [.. with, ("tokens", Chunk)]));
        }
    }

    private static IReadOnlyList<AdapterMatrix> Compose(ModelManifest manifest, int rank, int count) => rank == 0
        ? []
        : AdapterComposition.Compose([.. Enumerable.Range(0, count).Select(i => (RandomAdapters.Updates(manifest, rank, i), 1f))]);

    private double Time(OnnxBackend backend, IBoundAdapter? adapter, IKeyValueBuffers buffers, int count, int repeats)
    {
        int[] tokens = [.. Enumerable.Range(1000, count)];
        float[] logits = new float[backend.VocabularySize];
        TimeSpan start = default;
        for (int i = -1; i < repeats; i++)
        {
            // The first run binds.
            if (i == 0)
                start = options.Clock.Now();
            if (adapter is null)
                backend.Run(buffers, tokens, Context, logits, CancellationToken.None);
            else
                backend.RunAdapted(adapter, buffers, tokens, Context, logits, CancellationToken.None);
        }

        return (options.Clock.Now() - start).TotalMilliseconds / repeats;
    }
}
