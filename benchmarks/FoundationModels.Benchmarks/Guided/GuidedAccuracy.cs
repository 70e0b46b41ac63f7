using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Guided;

/// <summary>How often the default model's answers are those that people gave, guided and not, with the same prompts through sessions as an app uses them.</summary>
internal sealed class GuidedAccuracy(int threads, int limit, BenchmarkOutput output)
{
    private const int MaximumTokens = 96;

    private static readonly GenerationOptions Greedy = new() { Sampling = SamplingMode.Greedy, MaximumResponseTokens = MaximumTokens };

    /// <summary>Asks for every labelled example and writes the shares.</summary>
    public async Task RunAsync()
    {
        if (LabelledTasks.All.Count == 0)
        {
            Console.Error.WriteLine("Accuracy is not measured: there is no shared/data beside the checkout.");
            return;
        }

        await using SystemLanguageModel model = new(RepositoryFiles.Model, new() { Threads = threads, StoreFolder = ImportedModel.StoreFolder });
        foreach (string data in new[] { LabelledTasks.Intents, LabelledTasks.Tools })
        {
            AnswerTally guided = new(), unguided = new();
            foreach (GuidedTask task in LabelledTasks.All.Where(t => t.Name.StartsWith(data, StringComparison.Ordinal)))
            {
                GenerationSchema schema = GenerationSchema.FromJsonSchema(task.Schema);
                foreach (GuidedExample example in task.Examples.Take(limit))
                {
                    guided.Add(await AskAsync(model, task, async s => (await s.RespondAsync(example.Text, schema, Greedy, includeSchemaInPrompt: false)).Content.ToJson()), example.Expected!);
                    unguided.Add(await AskAsync(model, task, async s => (await s.RespondAsync(example.Text, Greedy)).Content), example.Expected!);
                }
            }

            Write("accuracy_guided", guided, data);
            Write("accuracy_unguided", unguided, data);
        }
    }

    private static async Task<string> AskAsync(SystemLanguageModel model, GuidedTask task, Func<LanguageModelSession, Task<string>> ask)
    {
        await using LanguageModelSession session = new(model, task.Instructions);
        return await ask(session);
    }

    /// <summary>An intent is right or wrong; of arguments, the F1 score over keys with their values counts.</summary>
    private void Write(string metric, AnswerTally tally, string data)
    {
        bool isIntents = data == LabelledTasks.Intents;
        output.Write(new Measurement(EngineNames.Ours, metric, isIntents ? tally.ExactShare : tally.MemberScore, "1",
            ("data", data), ("measure", isIntents ? "exact" : "member_f1"), ("exact", tally.ExactShare), ("json", tally.JsonShare), ("examples", tally.Count)));
    }
}
