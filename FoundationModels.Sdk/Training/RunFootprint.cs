using FoundationModels.Inference.Training;
using FoundationModels.Packages;

namespace FoundationModels.Training;

/// <summary>What a run of a training graph takes, in bytes.</summary>
/// <param name="Constant">However short it is: the process, the weights, the adapter and the optimizer.</param>
/// <param name="PerToken">For each token.</param>
/// <param name="PerResponseToken">Beyond that for each token to learn.</param>
/// <param name="PerPair">For each pair of places that attention looks at; every sequence has as many places as the longest one.</param>
internal sealed record RunFootprint(long Constant, double PerToken, double PerResponseToken, double PerPair)
{
    // Measured on the default model with batches of 33 to 1,502 tokens, and rounded up so that all of them stayed below: the weights lie in memory
    // in two packed forms; of every output of an adapted map, and of what is made of it, some copies are kept for the gradients; logits exist as
    // logarithms, probabilities and errors; attention weights are kept once for each layer, beside those that the layer at work needs.
    private const long Process = 160L << 20;
    private const double WeightCopies = 2.4;
    private const double KeptCopies = 3.05;
    private const double CopiesOfLayerAtWork = 8.5;
    private const int LogitCopies = 3;
    private const int PairCopiesOfLayerAtWork = 5;

    // Values, gradients, both means of AdamW and the best values so far.
    private const int AdapterCopies = 5;

    /// <summary>The footprint of a model's training.</summary>
    /// <param name="manifest">The model.</param>
    /// <param name="weightBytes">The size of its weights.</param>
    /// <param name="adapterEntries">The number of the adapter's entries.</param>
    /// <param name="recomputes">Whether layers are computed again for their gradients; of each layer only what goes in and its gradient stay then.</param>
    public static RunFootprint Of(ModelManifest manifest, long weightBytes, long adapterEntries, bool recomputes)
    {
        int layers = Math.Max(manifest.KeyValue.Layers, 1);
        double outputs = manifest.AdapterSlots.Sum(slot => (double)slot.Outputs);
        double perToken = recomputes ? (2.0 * manifest.HiddenSize * layers) + (outputs / layers * CopiesOfLayerAtWork) : outputs * KeptCopies;

        // The first map of a layer makes the queries.
        int heads = Math.Max(1, manifest.AdapterSlots[0].Outputs / Math.Max(1, manifest.KeyValue.HeadSize));
        double perPair = (double)heads * (PairCopiesOfLayerAtWork + (recomputes ? 1 : layers));
        return new RunFootprint(
            Process + (long)(weightBytes * WeightCopies) + (adapterEntries * AdapterCopies * sizeof(float)),
            perToken * sizeof(float),
            (double)manifest.VocabularySize * LogitCopies * sizeof(float),
            perPair * sizeof(float));
    }

    /// <summary>What a run takes.</summary>
    public long BytesOf(IReadOnlyList<TrainingSequence> run)
    {
        double length = run.Max(s => s.Tokens.Length);
        return Constant + (long)((run.Sum(s => s.Tokens.Length) * PerToken) + (run.Sum(s => s.ResponseTokens) * PerResponseToken) + (run.Count * length * length * PerPair));
    }
}
