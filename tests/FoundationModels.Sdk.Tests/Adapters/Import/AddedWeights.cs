using FoundationModels.Adapters;

namespace FoundationModels.Sdk.Tests.Adapters.Import;

/// <summary>The matrix [outputs, inputs] that an update adds to a map's weights, in float64 and never made as a whole.</summary>
internal sealed class AddedWeights(AdapterUpdate update)
{
    /// <summary>One entry.</summary>
    public double At(int output, int input)
    {
        double sum = 0;
        for (int k = 0; k < update.Rank; k++)
            sum += (double)update.A.Span[(input * update.Rank) + k] * update.B.Span[(k * update.Outputs) + output];
        return sum;
    }

    /// <summary>The sum of all entries.</summary>
    public double Sum()
    {
        double sum = 0;
        for (int k = 0; k < update.Rank; k++)
        {
            double a = 0;
            double b = 0;
            for (int i = 0; i < update.Inputs; i++)
                a += update.A.Span[(i * update.Rank) + k];
            for (int o = 0; o < update.Outputs; o++)
                b += update.B.Span[(k * update.Outputs) + o];
            sum += a * b;
        }

        return sum;
    }

    /// <summary>The Frobenius norm: the trace of the product of the two Gram matrices, whose size is the rank.</summary>
    public double Norm()
    {
        double sum = 0;
        for (int k = 0; k < update.Rank; k++)
        {
            for (int l = 0; l < update.Rank; l++)
            {
                double a = 0;
                double b = 0;
                for (int i = 0; i < update.Inputs; i++)
                    a += (double)update.A.Span[(i * update.Rank) + k] * update.A.Span[(i * update.Rank) + l];
                for (int o = 0; o < update.Outputs; o++)
                    b += (double)update.B.Span[(k * update.Outputs) + o] * update.B.Span[(l * update.Outputs) + o];
                sum += a * b;
            }
        }

        return Math.Sqrt(sum);
    }
}
