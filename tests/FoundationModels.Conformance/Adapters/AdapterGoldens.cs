using System.Text.Json;

namespace FoundationModels.Conformance.Adapters;

/// <summary>The reference: configurations of adapters, and prompts with the greedy text of each.</summary>
internal sealed record AdapterGoldens(IReadOnlyList<AdapterConfiguration> Configurations, IReadOnlyList<AdapterPrompt> Prompts)
{
    /// <summary>Reads the file.</summary>
    public static AdapterGoldens Read(string path)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        AdapterConfiguration[] configurations =
        [
            .. json.RootElement.GetProperty("configs").EnumerateObject().Select(c => new AdapterConfiguration(
                c.Name, [.. c.Value.EnumerateArray().Select(a => (a.GetProperty("adapter").GetString()!, a.GetProperty("weight").GetDouble()))])),
        ];
        return new AdapterGoldens(
            [.. configurations.OrderBy(c => c.Adapters.Count > 0)],
            [.. json.RootElement.GetProperty("prompts").EnumerateArray().Select(AdapterPrompt.Read)]);
    }
}
