using System.Globalization;
using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Decode;

/// <summary>The arguments of the commands that run engines.</summary>
internal sealed record DecodeOptions
{
    /// <summary>Gets the file of JSON lines, or null.</summary>
    public string? Json { get; private init; }

    /// <summary>Gets whether the command succeeds without the engines that are not here.</summary>
    public bool AllowMissing { get; private init; }

    /// <summary>Gets the numbers of threads to measure with.</summary>
    public IReadOnlyList<int> Threads { get; private init; } = [1, 2];

    /// <summary>Gets the number of alternating rounds.</summary>
    public int Rounds { get; private init; } = 7;

    /// <summary>Gets the engines, in the order in which the first round runs them.</summary>
    public IReadOnlyList<string> Engines { get; private init; } = EngineNames.All;

    /// <summary>Gets the time that is measured.</summary>
    public BenchmarkClock Clock { get; private init; }

    /// <summary>Gets the most labelled examples of each task.</summary>
    public int Examples { get; private init; } = int.MaxValue;

    /// <summary>Gets the clock's name in the output.</summary>
    public string ClockName => Clock == BenchmarkClock.Cpu ? "cpu" : "wall";

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or has no sensible value.</exception>
    public static DecodeOptions Parse(IReadOnlyList<string> arguments)
    {
        DecodeOptions options = new();
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{name} needs a value.");
            options = name switch
            {
                "--json" => options with { Json = Value() },
                "--allow-missing" => options with { AllowMissing = true },
                "--threads" => options with { Threads = [.. Value().Split(',').Select(Positive)] },
                "--examples" => options with { Examples = Positive(Value()) },
                "--rounds" => options with { Rounds = Positive(Value()) },
                "--clock" => options with { Clock = Enum.TryParse(Value(), ignoreCase: true, out BenchmarkClock clock) ? clock : throw new ArgumentException("--clock is wall or cpu.") },
                "--engines" => options with { Engines = [.. Value().Split(',')] },
                _ => throw new ArgumentException($"Unknown argument {name}."),
            };
        }

        if (options.Engines.Except(EngineNames.All).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"There is no engine {unknown}; there are {string.Join(", ", EngineNames.All)}.");
        return options;
    }

    private static int Positive(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : throw new ArgumentException($"\"{text}\" is not a positive number.");
}
