using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>An adapter and how strongly it acts.</summary>
/// <param name="Adapter">The adapter.</param>
/// <param name="Weight">The factor of its change: 1 is as trained, 0 is none.</param>
public sealed record WeightedAdapter(LanguageModelAdapter Adapter, double Weight = 1)
{
    /// <summary>Gets the adapter.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LanguageModelAdapter Adapter { get; init => field = value ?? throw new ArgumentNullException(nameof(Adapter)); } =
        Adapter ?? throw new ArgumentNullException(nameof(Adapter));

    /// <summary>Gets the factor of its change: 1 is as trained, 0 is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number of 32 bits.</exception>
    public double Weight { get; init => field = Checked(value); } = Checked(Weight);

    private static double Checked(double weight) =>
        float.IsFinite((float)weight) ? weight : throw OptionRange.Refused(nameof(Weight), weight, "a finite number");
}
