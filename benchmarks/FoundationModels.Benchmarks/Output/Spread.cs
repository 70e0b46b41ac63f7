namespace FoundationModels.Benchmarks.Output;

/// <summary>The median of several rounds and how far they lie apart.</summary>
internal readonly record struct Spread(double Median, double Low, double High, int Rounds)
{
    /// <summary>The spread of some values, at least one.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1], sorted.Length);
    }

    /// <summary>The spread of the ratios of two series, round by round.</summary>
    public static Spread OfRatios(IEnumerable<double> numerators, IEnumerable<double> denominators) => Of(numerators.Zip(denominators, (a, b) => a / b));
}
