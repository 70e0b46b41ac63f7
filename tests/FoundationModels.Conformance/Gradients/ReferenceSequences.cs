using System.Text.Json;
using FoundationModels.Inference.Training;

namespace FoundationModels.Conformance.Gradients;

/// <summary>Reads token ids whose response begins behind a prompt.</summary>
internal static class ReferenceSequences
{
    /// <summary>A sequence.</summary>
    public static TrainingSequence Read(JsonElement ids, int promptLength)
    {
        int[] tokens = [.. ids.EnumerateArray().Select(i => i.GetInt32())];
        return new TrainingSequence(tokens, [.. tokens.Select((_, i) => i >= promptLength)]);
    }

    /// <summary>Sequences with their prompts' lengths.</summary>
    public static TrainingSequence[] ReadAll(JsonElement owner) =>
    [
        .. owner.GetProperty("input_ids").EnumerateArray().Zip(owner.GetProperty("prompt_lengths").EnumerateArray(), (ids, length) => Read(ids, length.GetInt32())),
    ];
}
