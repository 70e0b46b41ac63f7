using System.Globalization;

namespace FoundationModels.Benchmarks.Output;

/// <summary>One figure.</summary>
/// <param name="Engine">Whose it is: "ours" or a peer's name.</param>
/// <param name="Metric">What it counts, unit included, in snake case.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Parameters">What it depends on, in the order in which it is written: numbers and texts.</param>
internal sealed record Measurement(string Engine, string Metric, double Value, string Unit, params (string Name, object Value)[] Parameters)
{
    /// <summary>The measurement of several rounds: their median, with the lowest, the highest and the number of rounds as parameters.</summary>
    public static Measurement Of(string engine, string metric, Spread spread, string unit, params (string Name, object Value)[] parameters) =>
        new(engine, metric, spread.Median, unit, [.. parameters, ("low", spread.Low), ("high", spread.High), ("rounds", spread.Rounds)]);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Engine,-10} {Metric,-36} {Format(Value),12} {Unit,-10} {string.Join(' ', Parameters.Select(p => $"{p.Name}={Format(p.Value)}"))}";

    private static string Format(object value) => value is double number
        ? number.ToString(Math.Abs(number) < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
