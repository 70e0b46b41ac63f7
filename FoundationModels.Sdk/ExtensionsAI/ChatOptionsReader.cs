using System.Globalization;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Makes generation options of chat options.</summary>
internal static class ChatOptionsReader
{
    // What a response without sampling options has; a seed alone must not change the distribution.
    private const double DefaultTopP = 0.9;

    /// <summary>Reads options.</summary>
    /// <param name="options">The options, or null.</param>
    /// <param name="client">The client that they are for; <see cref="ChatOptions.RawRepresentationFactory"/> is told.</param>
    /// <exception cref="ArgumentException">A value is out of the range that its counterpart in <see cref="GenerationOptions"/> has.</exception>
    public static GenerationOptions Read(ChatOptions? options, IChatClient client)
    {
        if (options is null)
            return new GenerationOptions();

        // As everywhere in Microsoft.Extensions.AI: what the factory set stays, and the options fill the rest.
        GenerationOptions made = options.RawRepresentationFactory?.Invoke(client) as GenerationOptions ?? new GenerationOptions();
        return made with
        {
            Sampling = made.Sampling ?? ReadSampling(options),
            Temperature = made.Temperature ?? ToDouble(options.Temperature),
            MaximumResponseTokens = made.MaximumResponseTokens ?? options.MaxOutputTokens,
            StopSequences = made.StopSequences.Count > 0 ? made.StopSequences : [.. options.StopSequences ?? []],
            ToolCallingMode = made.ToolCallingMode ?? ReadToolMode(options.ToolMode),
            AllowsParallelToolCalls = made.AllowsParallelToolCalls ?? options.AllowMultipleToolCalls,
        };
    }

    private static SamplingMode? ReadSampling(ChatOptions options)
    {
        if (options is { TopP: null, TopK: null, Seed: null })
            return null;
        return SamplingMode.Random with
        {
            TopKCount = options.TopK,
            ProbabilityThreshold = ToDouble(options.TopP) ?? (options.TopK is null ? DefaultTopP : null),
            Seed = options.Seed is { } seed ? unchecked((ulong)seed) : null,
        };
    }

    private static ToolCallingMode? ReadToolMode(ChatToolMode? mode) => mode switch
    {
        null => null,
        NoneChatToolMode => ToolCallingMode.None,
        RequiredChatToolMode { RequiredFunctionName: { } name } => ToolCallingMode.Tool(name),
        RequiredChatToolMode => ToolCallingMode.Required,
        _ => ToolCallingMode.Allowed,
    };

    // Through decimal digits: 0.7f is meant to be 0.7, and not 0.699999988.
    private static double? ToDouble(float? value) =>
        value is { } number ? double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
