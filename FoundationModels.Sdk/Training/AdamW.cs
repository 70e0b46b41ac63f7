using System.Numerics;
using System.Numerics.Tensors;
using FoundationModels.Inference.Training;

namespace FoundationModels.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
internal sealed class AdamW
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly IReadOnlyList<TrainableMatrix> _matrices;
    private readonly double _weightDecay;

    /// <summary>Initializes the optimizer before its first step.</summary>
    public AdamW(IReadOnlyList<TrainableMatrix> matrices, double weightDecay)
    {
        (_matrices, _weightDecay) = (matrices, weightDecay);
        First = [.. matrices.Select(m => new float[m.Values.Length])];
        Second = [.. matrices.Select(m => new float[m.Values.Length])];
    }

    /// <summary>Gets the running means of the gradients, one array for each matrix.</summary>
    public float[][] First { get; }

    /// <summary>Gets the running means of their squares.</summary>
    public float[][] Second { get; }

    /// <summary>Gets or sets the number of steps that were done.</summary>
    public int Steps { get; set; }

    /// <summary>The norm of all gradients together.</summary>
    public double GradientNorm() => Math.Sqrt(_matrices.Sum(m => (double)TensorPrimitives.SumOfSquares<float>(m.Gradient)));

    /// <summary>Moves all matrices against their gradients.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="gradientFactor">What gradients are multiplied by first.</param>
    public void Step(double rate, double gradientFactor)
    {
        Steps++;
        double firstCorrection = 1 - Math.Pow(FirstDecay, Steps);
        double secondCorrection = 1 - Math.Pow(SecondDecay, Steps);
        Factors factors = new(
            (float)gradientFactor, (float)(1 - (rate * _weightDecay)), (float)(rate / firstCorrection), (float)(1 / Math.Sqrt(secondCorrection)));
        for (int i = 0; i < _matrices.Count; i++)
            Update(_matrices[i].Values, _matrices[i].Gradient, First[i], Second[i], factors);
    }

    private static void Update(Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, Factors factors)
    {
        const float keepFirst = (float)FirstDecay;
        const float keepSecond = (float)SecondDecay;
        const float newFirst = (float)(1 - FirstDecay);
        const float newSecond = (float)(1 - SecondDecay);
        int width = Vector<float>.Count;
        int i = 0;
        for (; i <= values.Length - width; i += width)
        {
            Vector<float> g = new Vector<float>(gradient[i..]) * factors.Gradient;
            Vector<float> m = (new Vector<float>(first[i..]) * keepFirst) + (g * newFirst);
            Vector<float> v = (new Vector<float>(second[i..]) * keepSecond) + (g * g * newSecond);
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            Vector<float> step = m * factors.Rate / ((Vector.SquareRoot(v) * factors.Root) + new Vector<float>((float)Epsilon));
            ((new Vector<float>(values[i..]) * factors.Decay) - step).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            float g = gradient[i] * factors.Gradient;
            first[i] = (first[i] * keepFirst) + (g * newFirst);
            second[i] = (second[i] * keepSecond) + (g * g * newSecond);
            values[i] = (values[i] * factors.Decay) - (first[i] * factors.Rate / ((MathF.Sqrt(second[i]) * factors.Root) + (float)Epsilon));
        }
    }

    private readonly record struct Factors(float Gradient, float Decay, float Rate, float Root);
}
