namespace FoundationModels.Conformance;

/// <summary>The clock of the reference outputs: 2026-01-15 12:34:56.</summary>
internal sealed class FrozenClock : TimeProvider
{
    private FrozenClock()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static FrozenClock Instance { get; } = new();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(2026, 1, 15, 12, 34, 56, TimeSpan.Zero);
}
