using System.Diagnostics;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Models;
using FoundationModels.Packages;

namespace FoundationModels.Benchmarks.Tools;

/// <summary>Asks the default model for a call in each conversation, with constrained decoding and without, from the same prompts.</summary>
internal sealed class ToolsRun(ToolsOptions options, BenchmarkOutput output)
{
    private const int MaximumTokens = 160;
    private const string EndOfCall = "</tool_call>";

    private readonly IReadOnlyList<ToolDefinition> _tools = [.. ToolsFile.Read(options.Tools).Select(t => new ToolDefinition(t.Name, t.Description, t.Parameters) { IncludesSchemaInInstructions = options.FewShot })];

    /// <summary>Asks, and writes the shares.</summary>
    public async Task RunAsync()
    {
        await using SystemLanguageModel plain = new(RepositoryFiles.Model, new() { Threads = options.Threads, StoreFolder = ImportedModel.StoreFolder });
        using LanguageModelAdapter? adapter = options.Adapter is null ? null : await LanguageModelAdapter.LoadAsync(options.Adapter);
        ILanguageModel model = adapter is null ? plain : plain.WithAdapter(adapter);
        List<Transcript.Entry> shots = options.FewShot ? Shots() : [];
        ToolsExample[] examples = [.. ToolsExample.Read(options.Data).Take(options.Limit)];
        foreach (bool constrained in new[] { true, false })
        {
            ToolsTally tally = new(_tools);
            long tokens = 0;
            long forced = 0;
            long start = Stopwatch.GetTimestamp();
            foreach (ToolsExample example in examples)
            {
                LanguageModelRequest request = new([.. example.Messages[..^1], .. shots, example.Messages[^1]], Options(constrained)) { Tools = _tools };
                TextSink text = new();
                LanguageModelResponse response = await model.GenerateAsync(request, text);
                tokens += response.Usage.OutputTokens;
                forced += response.ForcedTokens;
                tally.Add(constrained ? OnlyOne(response.ToolCalls) : Parse(Whole(text.ToString(), response.FinishReason)), example.Call);
            }

            Write(tally, constrained, tokens, forced, Stopwatch.GetElapsedTime(start));
        }
    }

    private GenerationOptions Options(bool constrained) => new()
    {
        Sampling = SamplingMode.Greedy,
        MaximumResponseTokens = MaximumTokens,
        ToolCallingMode = constrained ? ToolCallingMode.Required : ToolCallingMode.None,
        ToolChoice = options.Choice,
        AllowsParallelToolCalls = false,
        // One call is all that is asked for in either half: without the grammar, the mark behind it is where it ends.
        StopSequences = constrained ? [] : [EndOfCall],
    };

    private List<Transcript.Entry> Shots()
    {
        List<Transcript.Entry> shots = [];
        Dictionary<string, ToolsExample> first = [];
        foreach (ToolsExample example in ToolsExample.Read(options.Examples))
        {
            first.TryAdd(example.Call.ToolName, example);
            if (first.Count == _tools.Count)
                break;
        }

        foreach (ToolDefinition tool in _tools)
        {
            if (first.TryGetValue(tool.Name, out ToolsExample? example))
                shots.AddRange([example.Messages[^1], new Transcript.ToolCalls([example.Call])]);
        }

        return shots;
    }

    private static string Whole(string text, FinishReason reason) => reason == FinishReason.StopSequence ? text + EndOfCall : text;

    private static Transcript.ToolCall? Parse(string text)
    {
        ToolCallReader reader = new(ToolCallFormats.Hermes, static _ => { });
        reader.Append(text);
        reader.Complete();
        return OnlyOne(reader.Calls);
    }

    private static Transcript.ToolCall? OnlyOne(IReadOnlyList<Transcript.ToolCall> calls) => calls is [var only] ? only : null;

    private void Write(ToolsTally tally, bool constrained, long tokens, long forced, TimeSpan time)
    {
        (string, object)[] with =
        [
            ("constrained", constrained), ("prompt", options.FewShot ? "fewshot" : "data"), ("choice", constrained ? options.Choice.ToString().ToLowerInvariant() : "free"), ("count", tally.Count),
            ("adapter", Path.GetFileNameWithoutExtension(options.Adapter) ?? "none"),
        ];
        output.Write(new Measurement(EngineNames.Ours, "right_tool_share", (double)tally.RightTools / tally.Count, "1", with));
        output.Write(new Measurement(EngineNames.Ours, "exact_arguments_share", (double)tally.ExactArguments / tally.Count, "1", with));
        output.Write(new Measurement(EngineNames.Ours, "valid_call_share", (double)tally.ValidCalls / tally.Count, "1", with));
        output.Write(new Measurement(EngineNames.Ours, "tokens_per_second", tokens / time.TotalSeconds, "1/s", with));
        output.Write(new Measurement(EngineNames.Ours, "forced_token_share", (double)forced / Math.Max(1, tokens), "1", with));
    }
}
