using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntimeGenAI;

namespace FoundationModels.Benchmarks.Engines.GenAI;

/// <summary>ONNX Runtime GenAI over our own weights.</summary>
internal sealed class GenAIEngine : IGuidedEngine
{
    private const int ContextSize = 1024;

    private readonly Model _model;
    private readonly GeneratorParams _parameters;
    private Generator? _generator;

    /// <summary>Loads the default model.</summary>
    public GenAIEngine(int threads)
    {
        // GenAI takes the ONNX Runtime that the process has already; without one it dies.
        string runtime = OrtEnv.Instance().GetVersionString();
        using (Config config = new(ImportedModel.GenAIFolder))
        {
            config.Overlay(string.Create(CultureInfo.InvariantCulture, $$"""
                { "model": { "decoder": { "session_options": { "intra_op_num_threads": {{threads}} } } } }
                """));
            _model = new Model(config);
        }

        _parameters = MakeParameters();
        _parameters.SetSearchOption("min_length", ContextSize);
        WeightBytes = ImportedModel.WeightBytes(ImportedModel.GenAIFolder);
        Description = string.Create(CultureInfo.InvariantCulture,
            $"ONNX Runtime GenAI {typeof(Model).Assembly.GetName().Version?.ToString(3)} on ONNX Runtime {runtime}, {threads} threads, shared key-value buffer");
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public long WeightBytes { get; }

    /// <inheritdoc/>
    public Continuation Generate(ReadOnlySpan<int> prompt, int count, TokenClock clock)
    {
        _generator?.Dispose();
        _generator = new Generator(_model, _parameters);
        return Run(prompt, count, 0, clock);
    }

    /// <inheritdoc/>
    public Continuation Continue(ReadOnlySpan<int> added, int count, TokenClock clock)
    {
        Generator generator = _generator ?? throw new InvalidOperationException("There is nothing to continue.");
        // The last generated token has not been run yet.
        return Run(added, count, (int)generator.TokenCount() - 1, clock);
    }

    /// <inheritdoc/>
    public GuidedContinuation Guide(ReadOnlySpan<int> prompt, string? schema, int maximum, BenchmarkClock clock)
    {
        using GeneratorParams parameters = MakeParameters();
        if (schema is null)
            parameters.SetSearchOption("min_length", ContextSize);
        else
            parameters.SetGuidance("json_schema", schema, enableFFTokens: true);
        using Generator generator = new(_model, parameters);
        if (prompt.Length > 1)
            generator.AppendTokens(prompt[..^1]);
        TimeSpan start = clock.Now();
        generator.AppendTokens(prompt[^1..]);
        while (!generator.IsDone() && generator.GetSequence(0).Length - prompt.Length < maximum)
            generator.GenerateNextToken();
        TimeSpan elapsed = clock.Now() - start;
        int[] tokens = generator.GetSequence(0)[prompt.Length..].ToArray();
        return new GuidedContinuation(schema is not null && generator.IsDone() ? tokens[..^1] : tokens, elapsed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _generator?.Dispose();
        _parameters.Dispose();
        _model.Dispose();
    }

    private GeneratorParams MakeParameters()
    {
        GeneratorParams parameters = new(_model);
        parameters.SetSearchOption("max_length", ContextSize);
        parameters.SetSearchOption("do_sample", false);
        parameters.SetSearchOption("past_present_share_buffer", true);
        return parameters;
    }

    private Continuation Run(ReadOnlySpan<int> tokens, int count, int cached, TokenClock clock)
    {
        Generator generator = _generator!;
        int[] generated = new int[count];
        clock.Start();
        generator.AppendTokens(tokens);
        for (int i = 0; i < count; i++)
        {
            generator.GenerateNextToken();
            generated[i] = generator.GetNextTokens()[0];
            clock.Tick();
        }

        clock.Stop();
        return new Continuation(generated, cached);
    }
}
