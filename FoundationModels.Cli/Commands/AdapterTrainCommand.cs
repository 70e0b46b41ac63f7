using System.CommandLine;
using System.Globalization;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm adapter train</c>: trains an adapter on conversations.</summary>
internal sealed class AdapterTrainCommand : Command
{
    private static readonly AdapterTrainingOptions Defaults = new();

    private readonly FmEnvironment _environment;
    private readonly Option<string> _data = new("--data") { Description = "JSON lines, one conversation each, to learn from.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _eval = new("--eval") { Description = "Conversations that tell when to stop and which weights are best.", HelpName = "FILE" };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The adapter: a file that ends with .fmadapter, or a folder.", HelpName = "PATH", Required = true };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model's file, or a package that was imported with --precision exact; without it, the default model.", HelpName = "PATH" };
    private readonly Option<int> _rank = new("--rank") { Description = "The rank.", DefaultValueFactory = _ => Defaults.Rank };
    private readonly Option<double?> _alpha = new("--alpha") { Description = "The numerator of the scaling alpha / rank; without it, twice the rank." };
    private readonly Option<string[]> _modules = new("--modules") { Description = "The kinds of maps to adapt, as in q_proj,v_proj; without it, all.", HelpName = "NAME,…" };
    private readonly Option<double> _epochs = new("--epochs") { Description = "How often the data are gone through.", DefaultValueFactory = _ => Defaults.Epochs };
    private readonly Option<double> _learningRate = new("--learning-rate") { Description = "The highest learning rate.", DefaultValueFactory = _ => Defaults.LearningRate };
    private readonly Option<int> _batchSize = new("--batch-size") { Description = "Conversations of a step.", DefaultValueFactory = _ => Defaults.BatchSize };
    private readonly Option<int> _accumulation = new("--gradient-accumulation") { Description = "Batches of a step.", DefaultValueFactory = _ => Defaults.GradientAccumulation };
    private readonly Option<double> _weightDecay = new("--weight-decay") { Description = "AdamW's weight decay.", DefaultValueFactory = _ => Defaults.WeightDecay };
    private readonly Option<int?> _length = new("--max-sequence-length") { Description = "The most tokens of a conversation; longer ones are left out. Without it, the model's context." };
    private readonly Option<int?> _interval = new("--eval-interval") { Description = "Steps between two evaluations; without it, a quarter of an epoch." };
    private readonly Option<int> _patience = new("--patience") { Description = "Evaluations without a gain after which the training stops.", DefaultValueFactory = _ => Defaults.Patience };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The seed of the first weights and of the data's order.", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads; 0 is one for each physical core." };
    private readonly Option<int?> _memory = new("--memory") { Description = "The most memory to take, in MiB.", HelpName = "MIB" };
    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "The file of checkpoints, from which an interrupted training goes on.", HelpName = "FILE" };
    private readonly Option<string?> _id = new("--id") { Description = "The adapter's name; without it, that of its file." };
    private readonly Option<string?> _author = new("--author") { Description = "Who made it." };
    private readonly Option<string?> _description = new("--description") { Description = "What it is for." };
    private readonly Option<string?> _license = new("--license") { Description = "The adapter's licence." };
    private readonly MetadataArguments _metadata = new();
    private readonly Option<bool> _single = new("--float32") { Description = "Store the matrices in 32 bits instead of 16." };

    /// <summary>Initializes the verb.</summary>
    public AdapterTrainCommand(FmEnvironment environment)
        : base("train", "Train an adapter on conversations, on this machine.")
    {
        _environment = environment;
        _modules.AllowMultipleArgumentsPerToken = true;
        Option[] options =
        [
            _data, _eval, _out, _model, _rank, _alpha, _modules, _epochs, _learningRate, _batchSize, _accumulation, _weightDecay, _length, _interval, _patience,
            _seed, _threads, _memory, _checkpoint, _id, _author, _description, _license, _single,
        ];
        foreach (Option option in options)
            Options.Add(option);
        _metadata.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        AdapterTrainingOptions options = Read(result);
        AdapterTrainingResult trained;
        try
        {
            using TrainingProgressLines progress = new(_environment.Streams.Error);
            using ImportProgressDisplay import = ImportProgressDisplay.Create(_environment.Streams);
            trained = await AdapterTrainer.TrainAsync(
                result.GetRequiredValue(_data), result.GetRequiredValue(_out), options, progress, import, cancellationToken);
        }
        catch (OperationCanceledException) when (options.CheckpointPath is { } path && File.Exists(path))
        {
            _environment.Streams.Error.WriteLine($"Stopped. The same command goes on from {path}.");
            throw;
        }

        TextWriter output = _environment.Streams.Output;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{trained.AdapterPath}: {trained.Steps} steps, {trained.Tokens:N0} tokens at {trained.TokensPerSecond:N0} tokens/s ({trained.TokensPerProcessorSecond:N0} per processor-second), {trained.PeakMemoryBytes >> 20:N0} MiB at most"));
        if (trained.Curve.LastOrDefault(p => p.Step == trained.BestStep)?.EvaluationLoss is { } loss)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"evaluation loss {trained.Curve[0].EvaluationLoss:0.0000} -> {loss:0.0000} after step {trained.BestStep}"));
        output.WriteLine($"report: {trained.ReportPath}");
        output.WriteLine($"curve: {trained.CurvePath}");
    }

    private AdapterTrainingOptions Read(ParseResult result) => new()
    {
        ModelPath = result.GetValue(_model),
        EvaluationPath = result.GetValue(_eval),
        Rank = result.GetValue(_rank),
        Alpha = result.GetValue(_alpha),
        TargetModules = result.GetValue(_modules) is { Length: > 0 } modules ? [.. modules.SelectMany(m => m.Split(',', StringSplitOptions.RemoveEmptyEntries))] : null,
        Epochs = result.GetValue(_epochs),
        LearningRate = result.GetValue(_learningRate),
        BatchSize = result.GetValue(_batchSize),
        GradientAccumulation = result.GetValue(_accumulation),
        WeightDecay = result.GetValue(_weightDecay),
        MaximumSequenceLength = result.GetValue(_length),
        EvaluationInterval = result.GetValue(_interval),
        Patience = result.GetValue(_patience),
        Seed = result.GetValue(_seed),
        Threads = result.GetValue(_threads),
        MaximumMemoryBytes = result.GetValue(_memory) is { } megabytes ? (long)megabytes << 20 : null,
        CheckpointPath = result.GetValue(_checkpoint),
        Identifier = result.GetValue(_id),
        Author = result.GetValue(_author),
        Description = result.GetValue(_description),
        License = result.GetValue(_license),
        CreatorDefinedMetadata = _metadata.Read(result),
        HalfPrecision = !result.GetValue(_single),
    };
}
