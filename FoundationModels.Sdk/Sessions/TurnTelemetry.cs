using System.Diagnostics;
using FoundationModels.Diagnostics;

namespace FoundationModels.Sessions;

/// <summary>The span and the measurements of one turn. The first way to end it that is reported counts.</summary>
internal sealed class TurnTelemetry
{
    private readonly string _model;
    private readonly Activity? _activity;
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _ended;

    private TurnTelemetry(string model, Activity? activity)
    {
        _model = model;
        _activity = activity;
    }

    public static TurnTelemetry Start(string model, GenerationOptions options)
    {
        Activity? activity = FoundationModelsTelemetry.Source.StartActivity($"{GenAIConventions.Chat} {model}", ActivityKind.Internal);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(GenAIConventions.OperationName, GenAIConventions.Chat);
            activity.SetTag(GenAIConventions.ProviderName, GenAIConventions.Provider);
            activity.SetTag(GenAIConventions.RequestModel, model);
            activity.SetTag(GenAIConventions.MaximumTokens, options.MaximumResponseTokens);
            activity.SetTag(GenAIConventions.Temperature, options.Temperature);
            activity.SetTag(GenAIConventions.TopK, options.Sampling?.TopKCount);
            activity.SetTag(GenAIConventions.TopP, options.Sampling?.ProbabilityThreshold);
            activity.SetTag(GenAIConventions.Seed, options.Sampling?.Seed);
        }

        return new TurnTelemetry(model, activity);
    }

    public void Succeeded(LanguageModelResponse response, long firstText)
    {
        if (_ended)
            return;
        long end = Stopwatch.GetTimestamp();
        if (_activity is { IsAllDataRequested: true })
        {
            _activity.SetTag(GenAIConventions.ResponseModel, _model);
            _activity.SetTag(GenAIConventions.FinishReasons, new[] { response.FinishReason == FinishReason.Length ? "length" : "stop" });
        }

        if (firstText != 0)
        {
            TagList tags = CommonTags();
            FoundationModelsTelemetry.TimeToFirstToken.Record(Stopwatch.GetElapsedTime(_start, firstText).TotalSeconds, tags);
            if (response.Usage.OutputTokens > 1)
            {
                double rest = Stopwatch.GetElapsedTime(firstText, end).TotalSeconds;
                FoundationModelsTelemetry.TimePerOutputToken.Record(rest / (response.Usage.OutputTokens - 1), tags);
            }
        }

        End(response.Usage, errorType: null, end);
    }

    public void Failed(Exception exception, Usage usage)
    {
        if (_ended)
            return;
        _activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        End(usage, exception.GetType().FullName, Stopwatch.GetTimestamp());
    }

    /// <summary>Reports a turn whose reader went away before its end.</summary>
    public void Abandoned(Usage usage)
    {
        if (!_ended)
            End(usage, "abandoned", Stopwatch.GetTimestamp());
    }

    private void End(Usage usage, string? errorType, long end)
    {
        _ended = true;
        TagList tags = CommonTags();
        if (errorType is not null)
            tags.Add(GenAIConventions.ErrorType, errorType);
        FoundationModelsTelemetry.RequestDuration.Record(Stopwatch.GetElapsedTime(_start, end).TotalSeconds, tags);
        RecordUsage(usage.InputTokens, GenAIConventions.InputType);
        RecordUsage(usage.OutputTokens, GenAIConventions.OutputType);
        if (_activity is null)
            return;
        if (_activity.IsAllDataRequested)
        {
            _activity.SetTag(GenAIConventions.InputTokens, usage.InputTokens);
            _activity.SetTag(GenAIConventions.CachedTokens, usage.CachedTokens);
            _activity.SetTag(GenAIConventions.OutputTokens, usage.OutputTokens);
            _activity.SetTag(GenAIConventions.ErrorType, errorType);
        }

        _activity.Dispose();
    }

    private void RecordUsage(int tokens, string type)
    {
        if (tokens == 0)
            return;
        TagList tags = CommonTags();
        tags.Add(GenAIConventions.TokenType, type);
        FoundationModelsTelemetry.TokenUsage.Record(tokens, tags);
    }

    private TagList CommonTags() => new()
    {
        { GenAIConventions.OperationName, GenAIConventions.Chat },
        { GenAIConventions.ProviderName, GenAIConventions.Provider },
        { GenAIConventions.RequestModel, _model },
    };
}
