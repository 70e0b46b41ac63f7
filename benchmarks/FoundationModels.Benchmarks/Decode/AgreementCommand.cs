using System.IO.Compression;
using System.Text.Json;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Workers;

namespace FoundationModels.Benchmarks.Decode;

/// <summary>Checks that each engine computes the same model: greedy continuations of prompts with a reference's, as in the golden file prompts.jsonl.gz.</summary>
internal static class AgreementCommand
{
    public const string Usage = "agreement PROMPTS.jsonl.gz [--engines ours,llama.cpp,ort-genai] [--rounds PROMPTS] [--threads N] [--allow-missing]";

    /// <summary>Runs the command and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        DecodeOptions options;
        try
        {
            options = arguments is [string, .. string[] rest] ? DecodeOptions.Parse(rest) : throw new ArgumentException("The file of prompts is missing.");
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"{e.Message}\nusage: {Usage}");
            return 2;
        }

        EngineSet engines = EngineSet.Find(options);
        foreach (string name in engines.Present)
        {
            await EngineFactory.PrepareAsync(name);
            using EngineProcess engine = new(name, options.Clock);
            await engine.AskAsync("load", options.Threads[0]);
            int tokens = 0, agreed = 0, prompts = 0;
            List<double> margins = [];
            await foreach (GoldenPrompt prompt in ReadAsync(arguments[0]).Take(options.Rounds))
            {
                WorkerReply reply = await engine.AskAsync("generate", [prompt.Greedy.Length, .. prompt.Ids]);
                int same = reply.Tokens.AsSpan().CommonPrefixLength(prompt.Greedy);
                if (same < prompt.Greedy.Length)
                    margins.Add(prompt.Margins[same]);
                tokens += prompt.Greedy.Length;
                agreed += same;
                prompts++;
            }

            Console.WriteLine($"{name,-10} {prompts} prompts, {agreed} of {tokens} tokens before the first difference; margins of the reference there: {string.Join(' ', margins.Order().Select(m => $"{m:0.00}"))}");
        }

        return engines.ExitCode;
    }

    private static async IAsyncEnumerable<GoldenPrompt> ReadAsync(string path)
    {
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using StreamReader reader = new(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            int[] greedy = [.. root.GetProperty("greedy").EnumerateArray().Select(e => e.GetInt32())];
            // The engines are told not to stop, so the token that ends a turn is not theirs to choose.
            if (root.GetProperty("stopped_by_eos").GetBoolean())
                greedy = greedy[..^1];
            int[] ids = [.. root.GetProperty("ids").EnumerateArray().Select(e => e.GetInt32())];
            double[] margins = [.. root.GetProperty("steps").EnumerateArray().Select(e => e.GetProperty("margin").GetDouble())];
            if (greedy.Length > 0)
                yield return new GoldenPrompt(ids, greedy, margins);
        }
    }

    private sealed record GoldenPrompt(int[] Ids, int[] Greedy, double[] Margins);
}
