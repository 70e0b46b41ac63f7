using FoundationModels.Packages;

namespace FoundationModels.Training;

/// <summary>How a batch is done within a bound of memory: with which graph, and in how many parts.</summary>
/// <param name="Recomputes">Whether layers are computed again for their gradients.</param>
/// <param name="RowsPerRun">The most tokens of one run.</param>
/// <param name="EstimatedBytes">What a run of that many tokens is expected to take, weights included.</param>
internal sealed record MemoryPlan(bool Recomputes, int RowsPerRun, long EstimatedBytes)
{
    // Measured on the default model, and rounded up: the weights lie in memory in two packed forms; of every output of an adapted map, and of what is
    // made of it, some copies are kept for the gradients; logits exist as logarithms, probabilities and errors.
    private const double WeightCopies = 2.4;
    private const double KeptCopies = 2.6;
    private const int LogitCopies = 3;
    private const long Process = 160L << 20;

    /// <summary>Plans a training.</summary>
    /// <param name="manifest">The model.</param>
    /// <param name="weightBytes">The size of its weights.</param>
    /// <param name="adapterEntries">The number of the adapter's entries.</param>
    /// <param name="longest">The tokens of the longest sequence.</param>
    /// <param name="batchRows">The tokens of the largest batch.</param>
    /// <param name="maximumBytes">The bound.</param>
    /// <exception cref="ArgumentException">Not even the longest sequence fits.</exception>
    public static MemoryPlan Make(ModelManifest manifest, long weightBytes, long adapterEntries, int longest, int batchRows, long maximumBytes)
    {
        // Values, gradients, both means of AdamW and the best values so far.
        long constant = Process + (long)(weightBytes * WeightCopies) + (adapterEntries * 5 * sizeof(float));
        foreach (bool recomputes in new[] { false, true })
        {
            double perRow = BytesPerRow(manifest, recomputes);
            int rows = (int)Math.Clamp((maximumBytes - constant) / perRow, 0, batchRows);
            if (rows >= Math.Min(batchRows, recomputes ? longest : Math.Max(longest, batchRows / 2)))
                return new MemoryPlan(recomputes, rows, constant + (long)(rows * perRow));
        }

        long needed = constant + (long)(longest * BytesPerRow(manifest, true));
        throw new ArgumentException(
            $"Training needs about {needed >> 20:N0} MiB for the longest conversation of {longest} tokens, and may take {maximumBytes >> 20:N0} MiB. Raise MaximumMemoryBytes, or lower MaximumSequenceLength.");
    }

    private static double BytesPerRow(ModelManifest manifest, bool recomputes)
    {
        double outputs = manifest.AdapterSlots.Sum(s => (double)s.Outputs);
        int layers = Math.Max(manifest.KeyValue.Layers, 1);
        double kept = recomputes ? (2.0 * manifest.HiddenSize * layers) + (outputs / layers * KeptCopies * 2) : outputs * KeptCopies;
        return sizeof(float) * (kept + ((double)manifest.VocabularySize * LogitCopies));
    }
}
