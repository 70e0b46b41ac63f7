using FoundationModels.Inference.Training;
using FoundationModels.Packages;

namespace FoundationModels.Training;

/// <summary>How batches are done within a bound of memory: with which graph, and in how many parts.</summary>
/// <param name="Recomputes">Whether layers are computed again for their gradients.</param>
/// <param name="Footprint">What a run takes.</param>
/// <param name="MaximumBytes">The bound.</param>
internal sealed record MemoryPlan(bool Recomputes, RunFootprint Footprint, long MaximumBytes)
{
    /// <summary>Plans a training: values are kept unless even one conversation would take too much then.</summary>
    /// <param name="manifest">The model.</param>
    /// <param name="weightBytes">The size of its weights.</param>
    /// <param name="adapterEntries">The number of the adapter's entries.</param>
    /// <param name="sequences">All conversations.</param>
    /// <param name="maximumBytes">The bound.</param>
    /// <exception cref="ArgumentException">Not even one conversation at a time fits.</exception>
    public static MemoryPlan Make(
        ModelManifest manifest, long weightBytes, long adapterEntries, IReadOnlyCollection<TrainingSequence> sequences, long maximumBytes)
    {
        long needed = 0;
        foreach (bool recomputes in new[] { false, true })
        {
            RunFootprint footprint = RunFootprint.Of(manifest, weightBytes, adapterEntries, recomputes);
            needed = sequences.Max(sequence => footprint.BytesOf([sequence]));
            if (needed <= maximumBytes)
                return new MemoryPlan(recomputes, footprint, maximumBytes);
        }

        throw new ArgumentException(
            $"Training needs about {needed >> 20:N0} MiB for the longest conversation of {sequences.Max(s => s.Tokens.Length)} tokens, and may take {maximumBytes >> 20:N0} MiB. Raise MaximumMemoryBytes, or lower MaximumSequenceLength.");
    }

    /// <summary>Cuts a batch into runs that fit.</summary>
    public List<List<TrainingSequence>> Parts(IReadOnlyList<TrainingSequence> batch)
    {
        List<List<TrainingSequence>> parts = [[]];
        foreach (TrainingSequence sequence in batch)
        {
            List<TrainingSequence> part = parts[^1];
            part.Add(sequence);
            if (part.Count == 1 || Footprint.BytesOf(part) <= MaximumBytes)
                continue;
            part.RemoveAt(part.Count - 1);
            parts.Add([sequence]);
        }

        return parts;
    }

    /// <summary>What the largest run takes, of the batch with the longest conversations.</summary>
    public long EstimatedBytes(IEnumerable<TrainingSequence> sequences, int batchSize) =>
        Parts([.. sequences.OrderByDescending(s => s.Tokens.Length).Take(batchSize)]).Max(Footprint.BytesOf);
}
