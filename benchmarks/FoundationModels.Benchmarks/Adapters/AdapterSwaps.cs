using FoundationModels.Benchmarks.Decode;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Inference;
using FoundationModels.Models;
using FoundationModels.Packages;

namespace FoundationModels.Benchmarks.Adapters;

/// <summary>How long an adapter takes to be read, to be used first, and to take over from another one.</summary>
internal sealed class AdapterSwaps(int threads, DecodeOptions options, BenchmarkOutput output)
{
    private const int Rank = 16;
    private const int Adapters = 4;

    /// <summary>Measures with random adapters, each in a file of its own.</summary>
    public async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("fm-adapters-").FullName;
        try
        {
            ModelManifest manifest = ModelPackage.Open(ImportedModel.GenAIFolder).Manifest;
            for (int i = 0; i < Adapters; i++)
                RandomAdapters.Write(Path.Combine(folder, $"{i}.fmadapter"), manifest, Rank, i);
            List<double> loads = [], firstUses = [], newSwaps = [], swaps = [];
            for (int round = -1; round < options.Rounds; round++)
            {
                Times times = await MeasureAsync(folder);
                if (round < 0)
                    continue;
                loads.AddRange(times.Loads);
                firstUses.Add(times.FirstUse);
                newSwaps.AddRange(times.NewSwaps);
                swaps.AddRange(times.Swaps);
            }

            (string, object)[] with = [("rank", Rank), ("threads", threads), ("clock", options.ClockName)];
            output.Write(Measurement.Of(EngineNames.Ours, "adapter_load_ms", Spread.Of(loads), "ms", with));
            output.Write(Measurement.Of(EngineNames.Ours, "adapter_first_use_ms", Spread.Of(firstUses), "ms", with));
            output.Write(Measurement.Of(EngineNames.Ours, "swap_ms", Spread.Of(newSwaps), "ms", [.. with, ("used_before", "no")]));
            output.Write(Measurement.Of(EngineNames.Ours, "swap_ms", Spread.Of(swaps), "ms", [.. with, ("used_before", "yes")]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Times> MeasureAsync(string folder)
    {
        List<double> loads = [];
        List<WeightedAdapter> adapters = [];
        for (int i = 0; i < Adapters; i++)
        {
            TimeSpan start = options.Clock.Now();
            adapters.Add(new WeightedAdapter(await LanguageModelAdapter.LoadAsync(Path.Combine(folder, $"{i}.fmadapter"))));
            loads.Add((options.Clock.Now() - start).TotalMilliseconds);
        }

        await using SystemLanguageModel model = new(RepositoryFiles.Model, new() { Threads = threads, StoreFolder = ImportedModel.StoreFolder });
        ModelEngine engine = await model.GetEngineAsync(CancellationToken.None);
        double firstUse = await UseAsync(engine, adapters[0]);
        List<double> newSwaps = [];
        foreach (WeightedAdapter adapter in adapters[1..])
            newSwaps.Add(await UseAsync(engine, adapter));
        List<double> swaps = [];
        foreach (WeightedAdapter adapter in adapters)
            swaps.Add(await UseAsync(engine, adapter));
        foreach (WeightedAdapter adapter in adapters)
            adapter.Adapter.Dispose();
        return new Times(loads, firstUse, newSwaps, swaps);
    }

    /// <summary>The time until an adapter's first answer, less that of a second one: a prompt of two tokens, of which none is kept.</summary>
    private async Task<double> UseAsync(ModelEngine engine, WeightedAdapter adapter)
    {
        double first = await AnswerAsync(engine, adapter, 1000);
        double second = await AnswerAsync(engine, adapter, 2000);
        return first - second;
    }

    private async Task<double> AnswerAsync(ModelEngine engine, WeightedAdapter adapter, int token)
    {
        TimeSpan start = options.Clock.Now();
        using AdapterLease? lease = await engine.RentAsync([adapter], CancellationToken.None);
        PrefixKey key = PrefixKey.For(engine.Manifest) with { Adapters = lease!.Key };
        await engine.Decoder.PrewarmAsync(new[] { token, token + 1 }, key, lease.Adapter);
        return (options.Clock.Now() - start).TotalMilliseconds;
    }

    private sealed record Times(List<double> Loads, double FirstUse, List<double> NewSwaps, List<double> Swaps);
}
