using System.Diagnostics;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Models;
using FoundationModels.Packages;

namespace FoundationModels.Benchmarks.Tools;

/// <summary>How long the grammar over many tools takes from nothing to its first mask.</summary>
internal static class ToolsCompilation
{
    private const int Rounds = 7;

    private static readonly int[] Counts = [10, 100, 500];

    /// <summary>Measures each number of tools, with names and properties of their own.</summary>
    public static void Run(ToolsOptions options, BenchmarkOutput output)
    {
        IReadOnlyList<ToolDefinition> some = ToolsFile.Read(options.Tools);
        Tokenizer tokenizer = Tokenizer.Load(Path.Combine(Path.GetDirectoryName(RepositoryFiles.Model)!, ModelManifest.TokenizerFile));
        TokenVocabulary vocabulary = TokenVocabulary.FromTokenizer(tokenizer, []);
        foreach (int count in Counts)
        {
            List<double> times = [];
            for (int round = 0; round < Rounds; round++)
            {
                ToolDefinition[] tools = [.. Enumerable.Range(0, count).Select(i => Variant(some[i % some.Count], $"{round}_{i}"))];
                LanguageModelRequest request = new(Transcript.Empty, new GenerationOptions { ToolCallingMode = ToolCallingMode.Required }) { Tools = tools };
                long start = Stopwatch.GetTimestamp();
                CompiledGrammar grammar = new GrammarCompiler().Compile(ToolGrammarKey.Of(request).ToGrammar(ToolCallFormats.Hermes));
                GrammarMatcher matcher = new(grammar, vocabulary);
                // A response asks first whether it can be completed within its limit.
                matcher.GetShortestCompletion();
                matcher.GetNextTokenMask();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            output.Write(Measurement.Of(EngineNames.Ours, "compile_ms", Spread.Of(times), "ms", ("tools", count)));
        }
    }

    // Each tool has a property that no other one has, so that nothing is compiled for two.
    private static ToolDefinition Variant(ToolDefinition tool, string suffix) => new(
        $"{tool.Name}_{suffix}",
        tool.Description,
        GenerationSchema.FromJsonSchema(tool.Parameters.ToJsonSchema().Replace("\"properties\":{", $"\"properties\":{{\"own_{suffix}\":{{\"type\":\"string\",\"maxLength\":20}},", StringComparison.Ordinal), tool.Name));
}
