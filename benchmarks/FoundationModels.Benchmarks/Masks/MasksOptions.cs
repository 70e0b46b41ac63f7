using System.Globalization;
using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>The arguments of the command "masks".</summary>
internal sealed record MasksOptions
{
    /// <summary>Gets the file of schemas.</summary>
    public string Data { get; private init; } = "";

    /// <summary>Gets the vocabulary's tokenizer.json.</summary>
    public string Vocabulary { get; private init; } = "";

    /// <summary>Gets the file of JSON lines, or null.</summary>
    public string? Json { get; private init; }

    /// <summary>Gets the file for schemas that are refused or judged wrong, or null.</summary>
    public string? Failures { get; private init; }

    /// <summary>Gets the number of schemas to take.</summary>
    public int Limit { get; private init; } = int.MaxValue;

    /// <summary>Gets what the names of the schemas to take contain.</summary>
    public string Filter { get; private init; } = "";

    /// <summary>Gets the engines: all that are here, or the one named.</summary>
    public string? Engine { get; private init; }

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown, missing, or has no sensible value.</exception>
    public static MasksOptions Parse(IReadOnlyList<string> arguments)
    {
        MasksOptions options = new();
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{name} needs a value.");
            options = name switch
            {
                "--data" => options with { Data = Value() },
                "--vocab" => options with { Vocabulary = Value() },
                "--json" => options with { Json = Value() },
                "--failures" => options with { Failures = Value() },
                "--filter" => options with { Filter = Value() },
                "--limit" => options with { Limit = int.TryParse(Value(), CultureInfo.InvariantCulture, out int limit) && limit > 0 ? limit : throw new ArgumentException("--limit is a positive number.") },
                "--peer" => Value() is "none" ? options with { Engine = EngineNames.Ours } : throw new ArgumentException("--peer is none, or left out for llguidance."),
                "--engine" => options with { Engine = Value() },
                _ => throw new ArgumentException($"Unknown argument {name}."),
            };
        }

        if (options.Data.Length == 0 || options.Vocabulary.Length == 0)
            throw new ArgumentException("--data and --vocab are needed.");
        return options;
    }
}
