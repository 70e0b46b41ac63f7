namespace FoundationModels.Benchmarks.Masks;

/// <summary>Percentiles of many times, each the value of the sample at its rank.</summary>
internal sealed class Percentiles
{
    private readonly float[] _sorted;

    /// <summary>Sorts the times.</summary>
    public Percentiles(IEnumerable<float> values)
    {
        _sorted = [.. values];
        Array.Sort(_sorted);
    }

    /// <summary>Gets the number of times.</summary>
    public int Count => _sorted.Length;

    /// <summary>Gets the greatest.</summary>
    public double Maximum => Count == 0 ? double.NaN : _sorted[^1];

    /// <summary>Gets the mean.</summary>
    public double Mean => Count == 0 ? double.NaN : _sorted.Average(v => (double)v);

    /// <summary>The time that a share of all does not exceed.</summary>
    public double At(double share) => Count == 0 ? double.NaN : _sorted[Math.Min(Count - 1, (int)Math.Ceiling(share * Count) - 1)];
}
