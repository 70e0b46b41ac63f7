using System.Numerics;
using System.Runtime.InteropServices;

namespace FoundationModels.Inference;

/// <summary>The tokens that top-k, top-p and min-p leave in the draw, most likely first.</summary>
internal sealed class CandidateList(int vocabularySize)
{
    // Sorting the whole vocabulary would cost more than half a decode step. So only the tokens above a cutoff are sorted, and the cutoff falls by this factor
    // until they are enough.
    private const float CutoffFactor = 0.25f;

    // Weight in the upper half, complemented so that an ascending sort puts the largest first; token in the lower half, so that ties go by id.
    private readonly ulong[] _keys = new ulong[vocabularySize];
    private int _count;
    private double _total;

    /// <summary>Gets the tokens, most likely first.</summary>
    public IEnumerable<(int Token, float Weight)> Items => _keys.Take(_count).Select(k => (TokenOf(k), WeightOf(k)));

    /// <summary>Fills the list from weights that are relative to the largest, which is 1.</summary>
    public void Select(ReadOnlySpan<float> weights, in SamplingParameters parameters)
    {
        int topK = Math.Min(parameters.TopK, weights.Length);
        Gather(weights, FindCutoff(weights, topK, parameters));
        if (topK > 0)
            _count = Math.Min(_count, topK);
        double total = topK > 0 ? Sum(_count) : SumOf(weights, 0).Sum;
        if (parameters.TopP < 1)
            CutAtMass(parameters.TopP * total);
        while (_count > 1 && WeightOf(_keys[_count - 1]) < parameters.MinP)
            _count--;
        _total = Sum(_count);
    }

    /// <summary>The token at a point of the distribution.</summary>
    /// <param name="point">A number in [0, 1).</param>
    public int Draw(double point)
    {
        double target = point * _total;
        for (int i = 0; i < _count; i++)
        {
            target -= WeightOf(_keys[i]);
            if (target < 0)
                return TokenOf(_keys[i]);
        }

        return TokenOf(_keys[_count - 1]);
    }

    private static float FindCutoff(ReadOnlySpan<float> weights, int topK, in SamplingParameters parameters)
    {
        double massNeeded = topK == 0 && parameters.TopP < 1 ? parameters.TopP * SumOf(weights, 0).Sum : 0;
        // Top-p after top-k is relative to all that top-k left, so min-p may shorten the list early only where one of them is off.
        float floor = topK > 0 && parameters.TopP < 1 ? 0 : parameters.MinP;
        if (topK == 0 && parameters.TopP >= 1)
            return floor;
        for (float cutoff = CutoffFactor; cutoff > floor; cutoff *= CutoffFactor)
        {
            (int count, double sum) = SumOf(weights, cutoff);
            if (count >= topK && sum >= massNeeded)
                return cutoff;
        }

        return floor;
    }

    private void CutAtMass(double mass)
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += WeightOf(_keys[i]);
            if (sum >= mass)
            {
                _count = i + 1;
                return;
            }
        }
    }

    private double Sum(int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += WeightOf(_keys[i]);
        return sum;
    }

    private void Gather(ReadOnlySpan<float> weights, float cutoff)
    {
        _count = 0;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        Vector<float> limit = new(cutoff);
        for (int v = 0; v < vectors.Length; v++)
        {
            if (Vector.GreaterThanOrEqualAny(vectors[v], limit))
                GatherScalar(weights, v * Vector<float>.Count, (v + 1) * Vector<float>.Count, cutoff);
        }

        GatherScalar(weights, vectors.Length * Vector<float>.Count, weights.Length, cutoff);
        _keys.AsSpan(0, _count).Sort();
    }

    private void GatherScalar(ReadOnlySpan<float> weights, int start, int end, float cutoff)
    {
        for (int i = start; i < end; i++)
        {
            if (weights[i] >= cutoff)
                _keys[_count++] = ((ulong)~BitConverter.SingleToUInt32Bits(weights[i]) << 32) | (uint)i;
        }
    }

    private static (int Count, double Sum) SumOf(ReadOnlySpan<float> weights, float cutoff)
    {
        const int Block = 1024;
        int count = 0;
        double sum = 0;
        Vector<float> limit = new(cutoff);
        for (int start = 0; start < weights.Length; start += Block)
        {
            ReadOnlySpan<float> block = weights.Slice(start, Math.Min(Block, weights.Length - start));
            ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
            Vector<float> sums = Vector<float>.Zero;
            Vector<int> counts = Vector<int>.Zero;
            foreach (Vector<float> vector in vectors)
            {
                Vector<int> above = Vector.GreaterThanOrEqual(vector, limit);
                counts -= above;
                sums += Vector.ConditionalSelect(above, vector, Vector<float>.Zero);
            }

            count += Vector.Sum(counts);
            sum += Vector.Sum(sums);
            foreach (float weight in block[(vectors.Length * Vector<float>.Count)..])
            {
                if (weight >= cutoff)
                    (count, sum) = (count + 1, sum + weight);
            }
        }

        return (count, sum);
    }

    private static float WeightOf(ulong key) => BitConverter.UInt32BitsToSingle(~(uint)(key >> 32));

    private static int TokenOf(ulong key) => (int)(uint)key;
}
