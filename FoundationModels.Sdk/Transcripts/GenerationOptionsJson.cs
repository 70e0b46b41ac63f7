using System.Text.Json;

namespace FoundationModels.Transcripts;

/// <summary>Generation options as an object in a transcript.</summary>
/// <remarks><c>temperature</c>, <c>maximumResponseTokens</c>, <c>topK</c> and <c>randomSeed</c> are Apple's names; the others are ours beside them.</remarks>
internal static class GenerationOptionsJson
{
    private const string Sampling = "sampling";
    private const string Greedy = "greedy";
    private const string Random = "random";
    private const string TopK = "topK";
    private const string TopP = "topP";
    private const string MinP = "minP";
    private const string Seed = "randomSeed";
    private const string Temperature = "temperature";
    private const string MaximumResponseTokens = "maximumResponseTokens";
    private const string RepetitionPenalty = "repetitionPenalty";
    private const string StopSequences = "stopSequences";
    private const string LogProbabilities = "logProbabilities";
    private const string ToolCalling = "toolCallingMode";
    private const string RequiredTool = "requiredTool";
    private const string Choice = "toolChoice";
    private const string ParallelToolCalls = "allowsParallelToolCalls";
    private const string Generated = "generated";
    private const string Scored = "scored";

    public static void Write(Utf8JsonWriter writer, GenerationOptions options, JsonMembers rest)
    {
        writer.WriteStartObject();
        if (options.Sampling is { } sampling)
        {
            writer.WriteString(Sampling, sampling.IsGreedy ? Greedy : Random);
            if (sampling.TopKCount is { } topK)
                writer.WriteNumber(TopK, topK);
            WriteOptional(writer, TopP, sampling.ProbabilityThreshold);
            WriteOptional(writer, MinP, sampling.MinimumProbability);
            if (sampling.Seed is { } seed)
                writer.WriteNumber(Seed, seed);
        }

        WriteOptional(writer, Temperature, options.Temperature);
        if (options.MaximumResponseTokens is { } maximum)
            writer.WriteNumber(MaximumResponseTokens, maximum);
        WriteOptional(writer, RepetitionPenalty, options.RepetitionPenalty);
        if (options.StopSequences.Count > 0)
        {
            writer.WriteStartArray(StopSequences);
            foreach (string stop in options.StopSequences)
                writer.WriteStringValue(stop);
            writer.WriteEndArray();
        }

        if (options.LogProbabilities > 0)
            writer.WriteNumber(LogProbabilities, options.LogProbabilities);
        if (options.ToolCallingMode is { } mode)
            writer.WriteString(ToolCalling, mode.Kind);
        if (options.ToolCallingMode?.ToolName is { } tool)
            writer.WriteString(RequiredTool, tool);
        if (options.ToolChoice is { } choice)
            writer.WriteString(Choice, choice == ToolChoice.Scored ? Scored : Generated);
        if (options.AllowsParallelToolCalls is { } parallel)
            writer.WriteBoolean(ParallelToolCalls, parallel);
        rest.WriteTo(writer);
        writer.WriteEndObject();
    }

    public static (GenerationOptions Options, JsonMembers Uninterpreted) Read(JsonElement value, string path)
    {
        JsonObjectReader members = new(value, path);
        try
        {
            GenerationOptions options = new()
            {
                Sampling = ReadSampling(members),
                Temperature = members.TakeOptionalDouble(Temperature),
                MaximumResponseTokens = members.TakeOptionalInt32(MaximumResponseTokens),
                RepetitionPenalty = members.TakeOptionalDouble(RepetitionPenalty),
                StopSequences = members.TryTake(StopSequences, out _) ? members.TakeArray(StopSequences, ReadStop) : [],
                LogProbabilities = members.TakeOptionalInt32(LogProbabilities) ?? 0,
                ToolCallingMode = ReadToolCalling(members),
                ToolChoice = ReadChoice(members),
                AllowsParallelToolCalls = members.TakeOptionalBoolean(ParallelToolCalls),
            };
            return (options, members.Rest());
        }
        catch (ArgumentException e)
        {
            throw new TranscriptFormatException(path, e.Message, e);
        }
    }

    private static SamplingMode? ReadSampling(JsonObjectReader members)
    {
        string? name = members.TakeOptionalString(Sampling);
        int? topK = members.TakeOptionalInt32(TopK);
        double? topP = members.TakeOptionalDouble(TopP);
        double? minP = members.TakeOptionalDouble(MinP);
        ulong? seed = members.TakeOptionalUInt64(Seed);
        SamplingMode? mode = name switch
        {
            Greedy => SamplingMode.Greedy,
            Random => SamplingMode.Random,
            null => topK is null && topP is null && minP is null && seed is null ? null : SamplingMode.Random,
            _ => throw new TranscriptFormatException(members.PathOf(Sampling), $"'{name}' is not a way of sampling; expected greedy or random."),
        };
        return mode is null ? null : mode with { TopKCount = topK, ProbabilityThreshold = topP, MinimumProbability = minP, Seed = seed };
    }

    private static ToolCallingMode? ReadToolCalling(JsonObjectReader members)
    {
        string? tool = members.TakeOptionalString(RequiredTool);
        return members.TakeOptionalString(ToolCalling) switch
        {
            null when tool is null => null,
            null or "tool" => tool is null
                ? throw new TranscriptFormatException(members.PathOf(ToolCalling), $"A mode that demands one tool names it in {RequiredTool}.")
                : ToolCallingMode.Tool(tool),
            "allowed" => ToolCallingMode.Allowed,
            "required" => ToolCallingMode.Required,
            "disallowed" => ToolCallingMode.None,
            { } name => throw new TranscriptFormatException(members.PathOf(ToolCalling), $"'{name}' is not a way of calling tools; expected allowed, required, disallowed or tool."),
        };
    }

    private static ToolChoice? ReadChoice(JsonObjectReader members) => members.TakeOptionalString(Choice) switch
    {
        null => null,
        Generated => ToolChoice.Generated,
        Scored => ToolChoice.Scored,
        { } name => throw new TranscriptFormatException(members.PathOf(Choice), $"'{name}' is not a way of choosing a tool; expected {Generated} or {Scored}."),
    };

    private static string ReadStop(JsonElement value, string path) => JsonObjectReader.String(value, path);

    private static void WriteOptional(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }
}
