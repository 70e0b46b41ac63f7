using System.Numerics.Tensors;
using FoundationModels.Adapters.Files;
using FoundationModels.Inference;
using FoundationModels.Packages;

namespace FoundationModels.Adapters.Sets;

/// <summary>
/// Makes the matrices of a graph with slots from any number of adapters. A sum of changes is one change whose rank is the sum of theirs: the A's
/// side by side, the B's, each times its adapter's weight, one below the other. In the same way the maps of one product share a pair: there the
/// B's lie along a diagonal.
/// </summary>
internal static class AdapterComposition
{
    /// <summary>The matrices of adapters that fit the model.</summary>
    /// <param name="adapters">The adapters' updates, each with its weight.</param>
    /// <param name="manifest">The model.</param>
    public static IReadOnlyList<AdapterMatrix> Compose(IReadOnlyList<(IReadOnlyList<AdapterUpdate> Updates, float Weight)> adapters, ModelManifest manifest)
    {
        ILookup<string, (AdapterUpdate Update, float Weight)> bySlot = adapters
            .SelectMany(a => a.Updates.Select(update => (update, a.Weight)))
            .ToLookup(part => part.update.Slot, StringComparer.Ordinal);
        List<AdapterMatrix> matrices = [];
        foreach (IGrouping<string, AdapterSlot> product in manifest.AdapterSlots.GroupBy(s => s.Product ?? s.Name, StringComparer.Ordinal))
        {
            int rank = product.Sum(slot => bySlot[slot.Name].Sum(part => part.Update.Rank));
            if (rank > 0)
                Add(matrices, product.Key, [.. product], rank, bySlot);
        }

        return matrices;
    }

    private static void Add(
        List<AdapterMatrix> matrices, string product, AdapterSlot[] slots, int rank, ILookup<string, (AdapterUpdate Update, float Weight)> bySlot)
    {
        int inputs = slots[0].Inputs;
        int outputs = slots.Sum(s => s.Outputs);
        float[] a = GC.AllocateArray<float>(inputs * rank, pinned: true);
        float[] b = GC.AllocateArray<float>(rank * outputs, pinned: true);
        int firstRank = 0;
        int firstOutput = 0;
        foreach (AdapterSlot slot in slots)
        {
            foreach ((AdapterUpdate update, float weight) in bySlot[slot.Name])
            {
                Place(update.A.Span, update.Rank, 1, a.AsSpan(firstRank), rank);
                Place(update.B.Span, update.Outputs, weight, b.AsSpan((firstRank * outputs) + firstOutput), outputs);
                firstRank += update.Rank;
            }

            firstOutput += slot.Outputs;
        }

        matrices.Add(new AdapterMatrix(AdapterNames.A(product), inputs, rank, a));
        matrices.Add(new AdapterMatrix(AdapterNames.B(product), rank, outputs, b));
    }

    /// <summary>Puts a matrix, times a factor, into a wider one.</summary>
    private static void Place(ReadOnlySpan<float> values, int columns, float factor, Span<float> target, int targetColumns)
    {
        for (int row = 0; row * columns < values.Length; row++)
        {
            ReadOnlySpan<float> source = values.Slice(row * columns, columns);
            Span<float> place = target.Slice(row * targetColumns, columns);
            if (factor == 1)
                source.CopyTo(place);
            else
                TensorPrimitives.Multiply(source, factor, place);
        }
    }
}
