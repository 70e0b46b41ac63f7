using System.Text.Json;
using FoundationModels.Import;

namespace FoundationModels.Adapters.Import;

/// <summary>
/// <c>rank_pattern</c> or <c>alpha_pattern</c>: values by regular expressions over module paths. The first in the file's order that matches a path from
/// its start, after any parents, wins.
/// </summary>
internal sealed class PeftPatternMap
{
    private const int MostPatterns = 4096;
    private readonly SourceJson? _map;
    private readonly List<(string Key, PeftPattern Pattern, double Value)> _patterns = [];

    /// <summary>Compiles the patterns.</summary>
    /// <exception cref="ModelFormatException">One cannot be compiled, or its value is not a number.</exception>
    public PeftPatternMap(SourceJson config, string name)
    {
        _map = config.Child(name);
        foreach ((string key, JsonElement value) in _map?.Properties ?? [])
        {
            if (_patterns.Count == MostPatterns)
                throw config.Fault(name, $"There are more than {MostPatterns} patterns.");
            double number = _map!.NumberOf(key, value);
            try
            {
                PeftPattern pattern = PeftPattern.FromStart($@"(.*\.)?({key})$");

                // A name that is there twice keeps its first place and its last value, as in Python.
                int known = _patterns.FindIndex(p => p.Key == key);
                if (known >= 0)
                    _patterns[known] = (key, pattern, number);
                else
                    _patterns.Add((key, pattern, number));
            }
            catch (ArgumentException e)
            {
                throw new ModelFormatException(_map.File, _map.KeyOf(key), $"The regular expression is unsupported: {e.Message}", e);
            }
        }
    }

    /// <summary>The value for a module, or another where no pattern matches.</summary>
    /// <exception cref="ModelFormatException">Matching takes too long.</exception>
    public double Resolve(string modulePath, double otherwise)
    {
        foreach ((string key, PeftPattern pattern, double value) in _patterns)
        {
            try
            {
                if (pattern.Matches(modulePath))
                    return value;
            }
            catch (ArgumentException e)
            {
                throw new ModelFormatException(_map!.File, _map.KeyOf(key), e.Message, e);
            }
        }

        return otherwise;
    }
}
