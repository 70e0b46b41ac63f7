using System.Text.Json;
using FoundationModels.Import;
using FoundationModels.Import.HuggingFace;

namespace FoundationModels.Adapters.Import;

/// <summary>The modules that a configuration names. PEFT leaves aside weights of others, so that a file with such weights is another adapter than it seems.</summary>
internal sealed class PeftTargets
{
    private const string Targets = "target_modules";
    private const string Layers = "layers_to_transform";
    private readonly SourceJson _config;
    private readonly HashSet<string>? _names;
    private readonly PeftPattern? _pattern;
    private readonly HashSet<int> _layers;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="ModelFormatException">They are neither names nor a regular expression.</exception>
    public PeftTargets(SourceJson config)
    {
        _config = config;
        _layers = [.. config.Integers(Layers)];
        if (config.Find(Targets) is not { } value)
            return;
        if (value.ValueKind == JsonValueKind.Array)
        {
            _names = [.. value.EnumerateArray().Select(item => config.TextOf(Targets, item))];
            return;
        }

        string text = config.TextOf(Targets, value);
        if (text == "all-linear")
            return;
        try
        {
            _pattern = PeftPattern.FromStart($"(?:{text})\\Z");
        }
        catch (ArgumentException e)
        {
            throw new ModelFormatException(config.File, Targets, $"The regular expression is unsupported: {e.Message}", e);
        }
    }

    /// <summary>Refuses a module that the configuration does not name.</summary>
    /// <exception cref="ModelFormatException">It does not.</exception>
    public void Check(string modulePath)
    {
        try
        {
            bool isNamed = _names is not null ? IsNamed(modulePath, _names) : _pattern is null || _pattern.Matches(modulePath);
            if (!isNamed)
                throw _config.Fault(Targets, $"The weights have '{modulePath}', which is not named here.");
        }
        catch (ArgumentException e)
        {
            throw new ModelFormatException(_config.File, Targets, e.Message, e);
        }

        if (_layers.Count > 0 && !_layers.Any(layer => modulePath.StartsWith($"{HuggingFaceNames.LayerPrefix}{layer}.", StringComparison.Ordinal)))
            throw _config.Fault(Layers, $"The weights have '{modulePath}', whose layer is not named here.");
    }

    /// <summary>A name stands for itself and for every path that ends with it.</summary>
    private static bool IsNamed(string path, HashSet<string> names)
    {
        if (names.Contains(path))
            return true;
        for (int dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1))
        {
            if (names.Contains(path[(dot + 1)..]))
                return true;
        }

        return false;
    }
}
