using FoundationModels.Inference;

namespace FoundationModels.Training;

/// <summary>Which conversations each step learns from: every epoch goes through all of them in a new order, which the seed alone decides.</summary>
internal sealed class BatchOrder(int count, int batchSize, ulong seed)
{
    private const ulong EpochStride = 0x9E3779B97F4A7C15;

    private int _epoch = -1;
    private int[] _order = [];

    /// <summary>The number of batches of an epoch; the last one may be smaller.</summary>
    public int BatchesPerEpoch => (count + batchSize - 1) / batchSize;

    /// <summary>The conversations of a batch, counted over all epochs.</summary>
    public ReadOnlySpan<int> Batch(int index)
    {
        int epoch = index / BatchesPerEpoch;
        if (epoch != _epoch)
            Shuffle(epoch);
        int first = index % BatchesPerEpoch * batchSize;
        return _order.AsSpan(first, Math.Min(batchSize, count - first));
    }

    // Fisher and Yates.
    private void Shuffle(int epoch)
    {
        RandomSource random = new(seed + (EpochStride * (ulong)(epoch + 1)));
        _epoch = epoch;
        _order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(random.NextDouble() * (i + 1));
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
    }
}
