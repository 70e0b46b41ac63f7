namespace FoundationModels;

/// <summary>How a session calls tools. Immutable.</summary>
public sealed record ToolOptions
{
    /// <summary>Gets the most times (1 or more) that tools are called, at once or one after another, before the model has to answer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaximumRounds
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaximumRounds));
            field = value;
        }
    } = 8;

    /// <summary>Gets the longest time that one call may take; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            if (value != System.Threading.Timeout.InfiniteTimeSpan)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(Timeout));
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>Gets what happens when a tool throws or takes too long.</summary>
    public ToolErrorHandling ErrorHandling { get; init; }

    /// <summary>Gets what is asked before each call; null approves all. A call that is not approved is not made, and the model is told so.</summary>
    public Func<Transcript.ToolCall, CancellationToken, ValueTask<bool>>? Approve { get; init; }
}
