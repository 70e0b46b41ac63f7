using FoundationModels.Inference;
using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>Picks the tool whose name has the highest summed log-probability behind the beginning of a call.</summary>
/// <remarks>
/// A best-first search over the tree of the names' tokens: log-probabilities only fall along a name, so the first name that is complete is the best one, and names that begin badly cost nothing.
/// </remarks>
internal sealed class ToolNameScorer(Decoder decoder, Tokenizer tokenizer, PrefixKey key, IBoundAdapter? adapter)
{
    /// <summary>Picks a tool.</summary>
    /// <param name="prompt">The ids up to the answer.</param>
    /// <param name="tools">The tools.</param>
    /// <param name="format">How calls are written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<string> ChooseAsync(int[] prompt, IReadOnlyList<ToolDefinition> tools, ToolCallFormat format, CancellationToken cancellationToken)
    {
        int[][] names = [.. tools.Select(tool => Encode(tool.Name, format))];
        float[] scratch = new float[decoder.VocabularySize];
        int shared = names.Min(name => names[0].AsSpan().CommonPrefixLength(name));
        PriorityQueue<(int[] Path, double Score), double> open = new();
        open.Enqueue((names[0][..shared], 0), 0);
        while (open.TryDequeue(out (int[] Path, double Score) best, out _))
        {
            if (Array.FindIndex(names, name => name.AsSpan().SequenceEqual(best.Path)) is >= 0 and int found)
                return tools[found].Name;
            int[] next = [.. names.Where(name => name.Length > best.Path.Length && name.AsSpan().StartsWith(best.Path)).Select(name => name[best.Path.Length]).Distinct()];
            double[] logProbabilities = new double[next.Length];
            await decoder.ReadLogitsAsync((int[])[.. prompt, .. best.Path], key, adapter, logits => Read(logits, scratch, next, logProbabilities), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < next.Length; i++)
            {
                double score = best.Score + logProbabilities[i];
                open.Enqueue(([.. best.Path, next[i]], score), -score);
            }
        }

        throw new InvalidOperationException("A search among names ended without one.");
    }

    private static void Read(ReadOnlySpan<float> logits, float[] scratch, int[] tokens, double[] into)
    {
        double logSumExp = LogProbabilities.LogSumExp(logits, scratch);
        for (int i = 0; i < tokens.Length; i++)
            into[i] = logits[tokens[i]] - logSumExp;
    }

    // The tokens up to the one in which the name ends, so that a name that begins another is told from it.
    private int[] Encode(string name, ToolCallFormat format)
    {
        string begin = format.FirstBegin + name;
        int[] tokens = tokenizer.Encode(new PromptText(begin + format.Middle, TextProvenance.Template));
        int length = System.Text.Encoding.UTF8.GetByteCount(begin);
        int bytes = 0;
        int count = 0;
        while (count < tokens.Length && bytes <= length)
            bytes += tokenizer.GetTokenBytes(tokens[count++]).Length;
        return tokens[..count];
    }
}
