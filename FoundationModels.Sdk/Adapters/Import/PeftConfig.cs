using System.Globalization;
using FoundationModels.Import;

namespace FoundationModels.Adapters.Import;

/// <summary>The content of an <c>adapter_config.json</c> that matters after training.</summary>
internal sealed class PeftConfig
{
    /// <summary>The file's name.</summary>
    public const string FileName = "adapter_config.json";

    private const long Limit = 4 << 20;
    private readonly SourceJson _json;
    private readonly int _rank;
    private readonly bool _usesRoot;
    private readonly PeftPatternMap _ranks;
    private readonly PeftPatternMap _alphas;
    private readonly PeftTargets _targets;

    private PeftConfig(SourceJson json)
    {
        PeftFeatures.Check(json);
        _json = json;
        _rank = json.Integer("r") ?? throw json.Fault("r", "The value is absent.");
        Alpha = json.Number("lora_alpha") ?? throw json.Fault("lora_alpha", "The value is absent.");
        _usesRoot = json.Flag("use_rslora", false);
        _ranks = new PeftPatternMap(json, "rank_pattern");
        _alphas = new PeftPatternMap(json, "alpha_pattern");
        _targets = new PeftTargets(json);
    }

    /// <summary>Gets the numerator of the scaling, where no pattern says otherwise.</summary>
    public double Alpha { get; }

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="ModelFormatException">It is absent, damaged, or asks for what is unsupported.</exception>
    public static PeftConfig Read(string folder) => new(SourceJson.Read(Path.Combine(folder, FileName), Limit));

    /// <summary>The rank of a module that the configuration names, and what B A is multiplied by.</summary>
    /// <exception cref="ModelFormatException">The module is not named, or its values are none that an adapter has.</exception>
    public (int Rank, float Scaling) Of(string modulePath)
    {
        _targets.Check(modulePath);
        double rank = _ranks.Resolve(modulePath, _rank);
        if (rank is not (>= 1 and <= AdapterMetadataCheck.MostRank) || rank != Math.Floor(rank))
            throw _json.Fault("r", string.Create(CultureInfo.InvariantCulture, $"The rank of '{modulePath}' is {rank}; it has to be an integer from 1 to {AdapterMetadataCheck.MostRank}."));
        double scaling = _alphas.Resolve(modulePath, Alpha) / (_usesRoot ? Math.Sqrt(rank) : rank);
        return float.IsFinite((float)scaling)
            ? ((int)rank, (float)scaling)
            : throw _json.Fault("lora_alpha", $"The scaling of '{modulePath}' is not a finite number of 32 bits.");
    }
}
