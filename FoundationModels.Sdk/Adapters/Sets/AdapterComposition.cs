using System.Numerics.Tensors;
using FoundationModels.Adapters.Files;
using FoundationModels.Inference;

namespace FoundationModels.Adapters.Sets;

/// <summary>
/// Makes a graph's inputs from any number of adapters. A sum of changes is one change whose rank is the sum of theirs: the A's side by side, the
/// B's, each times its adapter's weight, one below the other.
/// </summary>
internal static class AdapterComposition
{
    /// <summary>The inputs of adapters that fit one model. An adapter that acts alone and as it was trained is not copied.</summary>
    /// <param name="adapters">The adapters' updates, each with its weight.</param>
    public static IReadOnlyList<AdapterMatrix> Compose(IReadOnlyList<(IReadOnlyList<AdapterUpdate> Updates, float Weight)> adapters)
    {
        List<AdapterMatrix> matrices = [];
        foreach (IGrouping<string, (AdapterUpdate Update, float Weight)> slot in adapters
            .SelectMany(a => a.Updates.Select(update => (update, a.Weight)))
            .GroupBy(part => part.update.Slot, StringComparer.Ordinal))
        {
            AdapterUpdate sum = slot.ToArray() is [{ Weight: 1 } only] ? only.Update : Sum([.. slot]);
            matrices.Add(new AdapterMatrix(AdapterNames.A(sum.Slot), sum.Inputs, sum.Rank, sum.A));
            matrices.Add(new AdapterMatrix(AdapterNames.B(sum.Slot), sum.Rank, sum.Outputs, sum.B));
        }

        return matrices;
    }

    private static AdapterUpdate Sum((AdapterUpdate Update, float Weight)[] parts)
    {
        AdapterUpdate first = parts[0].Update;
        int rank = parts.Sum(p => p.Update.Rank);
        float[] a = GC.AllocateUninitializedArray<float>(first.Inputs * rank, pinned: true);
        float[] b = GC.AllocateUninitializedArray<float>(rank * first.Outputs, pinned: true);
        int at = 0;
        foreach ((AdapterUpdate update, float weight) in parts)
        {
            for (int row = 0; row < first.Inputs; row++)
                update.A.Span.Slice(row * update.Rank, update.Rank).CopyTo(a.AsSpan((row * rank) + at));
            TensorPrimitives.Multiply(update.B.Span, weight, b.AsSpan(at * first.Outputs));
            at += update.Rank;
        }

        return new AdapterUpdate(first.Slot, first.Inputs, first.Outputs, rank, a, b);
    }
}
