namespace FoundationModels.Training;

/// <summary>A linear rise, then a fall to 0 as half a cosine (Loshchilov and Hutter 2017).</summary>
/// <param name="Highest">The rate after the rise.</param>
/// <param name="WarmUp">The number of steps of the rise.</param>
/// <param name="Steps">The number of all steps.</param>
internal sealed record LearningRateSchedule(double Highest, int WarmUp, int Steps)
{
    /// <summary>The rate of a step, counted from 0.</summary>
    public double RateOf(int step) => step < WarmUp
        ? Highest * (step + 1) / WarmUp
        : Highest * 0.5 * (1 + Math.Cos(Math.PI * (step - WarmUp) / Math.Max(Steps - WarmUp, 1)));
}
