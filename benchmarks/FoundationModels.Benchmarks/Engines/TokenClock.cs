namespace FoundationModels.Benchmarks.Engines;

/// <summary>Notes when the first and the last token of a response come, and on request what is allocated in between.</summary>
/// <param name="clock">The time to measure.</param>
/// <param name="countAllocations">Whether to count, which stops the process for a moment.</param>
internal sealed class TokenClock(BenchmarkClock clock, bool countAllocations = false)
{
    /// <summary>Tokens before this one may allocate what lasts for the response.</summary>
    private const int SteadyFrom = 32;

    /// <summary>How many tokens a response must have for a count.</summary>
    private const int SteadyTo = 128;

    private TimeSpan _start;
    private TimeSpan _first;
    private TimeSpan _last;
    private long _allocated;
    private int _seen;

    /// <summary>Gets the time from the start to the first token.</summary>
    public double FirstTokenMilliseconds => (_first - _start).TotalMilliseconds;

    /// <summary>Gets the time from the first token to the last.</summary>
    public double RestMilliseconds => (_last - _first).TotalMilliseconds;

    /// <summary>Gets the bytes that one token in the steady state allocates on the managed heap; not a number where the response was too short.</summary>
    public double AllocatedBytesPerToken => _seen >= SteadyTo && countAllocations ? (double)_allocated / (SteadyTo - SteadyFrom) : double.NaN;

    /// <summary>Starts the time, when the prompt is handed over.</summary>
    public void Start() => _start = clock.Now();

    /// <summary>Notes that a token is there.</summary>
    public void Tick()
    {
        _seen++;
        if (_seen == 1)
            _first = clock.Now();
        if (countAllocations && _seen == SteadyFrom)
            _allocated = -GC.GetTotalAllocatedBytes(true);
        if (countAllocations && _seen == SteadyTo)
            _allocated += GC.GetTotalAllocatedBytes(true);
    }

    /// <summary>Notes that the response is complete.</summary>
    public void Stop()
    {
        _last = clock.Now();
        // A single token that is only a part of a character shows no text.
        if (_seen == 0)
            _first = _last;
    }
}
