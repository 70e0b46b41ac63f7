using System.Numerics.Tensors;

namespace FoundationModels.Adapters.Import;

/// <summary>The two matrices of one linear map as other tools store them: A [rank, inputs] and B [outputs, rank], so that y = W x + s · B A x.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Inputs">The size of the map's input.</param>
/// <param name="Outputs">The size of the map's output.</param>
/// <param name="A">The matrix [rank, inputs].</param>
/// <param name="B">The matrix [outputs, rank].</param>
internal sealed record LowRankPair(int Rank, int Inputs, int Outputs, float[] A, float[] B)
{
    /// <summary>The update of a slot: both transposed, B multiplied by the scaling in float32.</summary>
    /// <param name="slot">The slot's name.</param>
    /// <param name="scaling">What B is multiplied by.</param>
    /// <param name="rowOrder">For each output the row of B that makes it, or null where they stay in order.</param>
    /// <returns>The update, or null where a value is not a finite number.</returns>
    public AdapterUpdate? ToUpdate(string slot, float scaling, int[]? rowOrder = null)
    {
        float[] a = new float[A.Length];
        for (int row = 0; row < Rank; row++)
        {
            for (int column = 0; column < Inputs; column++)
                a[(column * Rank) + row] = A[(row * Inputs) + column];
        }

        float[] b = new float[B.Length];
        for (int output = 0; output < Outputs; output++)
        {
            int row = rowOrder is null ? output : rowOrder[output];
            for (int column = 0; column < Rank; column++)
                b[(column * Outputs) + output] = B[(row * Rank) + column] * scaling;
        }

        bool isFinite = float.IsFinite(TensorPrimitives.MaxMagnitude<float>(a)) && float.IsFinite(TensorPrimitives.MaxMagnitude<float>(b));
        return isFinite ? new AdapterUpdate(slot, Inputs, Outputs, Rank, a, b) : null;
    }
}
