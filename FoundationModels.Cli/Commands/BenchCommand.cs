using System.CommandLine;
using System.Globalization;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Bench;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm bench</c>: a short measurement of this machine.</summary>
internal sealed class BenchCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly ModelArguments _model = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Initializes the verb.</summary>
    public BenchCommand(FmEnvironment environment)
        : base("bench", "Measure this machine for a few seconds.")
    {
        _environment = environment;
        _model.AddTo(this);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        ModelSettings settings = _model.Read(result);
        await using OpenedModel opened = await _environment.OpenModelAsync(settings, cancellationToken);
        BenchResult bench = await new ShortBenchmark(opened).RunAsync(cancellationToken);
        TextWriter output = _environment.Streams.Output;
        if (result.GetValue(_json))
        {
            JsonOutput.Write(output, json => bench.WriteTo(json, settings.Threads));
            return;
        }

        string decode = bench.DecodeTokensPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} tokens/s") : "too few tokens to tell";
        output.WriteLine($"model    {bench.ModelId}");
        output.WriteLine($"threads  {settings.Threads?.ToString(CultureInfo.InvariantCulture) ?? "the default"}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"load     {bench.LoadTime.TotalMilliseconds:0} ms"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"prefill  {bench.PrefillTokensPerSecond:0.0} tokens/s ({bench.PromptTokens} tokens)"));
        output.WriteLine($"decode   {decode} ({bench.ResponseTokens} tokens)");
    }
}
