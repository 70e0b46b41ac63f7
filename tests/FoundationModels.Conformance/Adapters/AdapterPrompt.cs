using System.Text.Json;

namespace FoundationModels.Conformance.Adapters;

/// <summary>A prompt with the reference's greedy text for each configuration.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Tokens">Its ids.</param>
/// <param name="Greedy">By configuration, the ids that follow, and by how much each logit was ahead of the second.</param>
internal sealed record AdapterPrompt(string Id, int[] Tokens, IReadOnlyDictionary<string, (int[] Tokens, double[] Margins)> Greedy)
{
    /// <summary>Reads a prompt.</summary>
    public static AdapterPrompt Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        [.. json.GetProperty("input_ids").EnumerateArray().Select(e => e.GetInt32())],
        json.GetProperty("greedy").EnumerateObject().ToDictionary(
            g => g.Name,
            g => (g.Value.GetProperty("ids").EnumerateArray().Select(e => e.GetInt32()).ToArray(), g.Value.GetProperty("margins").EnumerateArray().Select(e => e.GetDouble()).ToArray())));
}
