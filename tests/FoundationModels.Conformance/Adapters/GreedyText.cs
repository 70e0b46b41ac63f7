using System.Numerics.Tensors;
using FoundationModels.Inference;

namespace FoundationModels.Conformance.Adapters;

/// <summary>Greedy text in the plainest way: the prompt in one run, then token by token.</summary>
internal static class GreedyText
{
    /// <summary>Continues a prompt until the turn ends.</summary>
    public static int[] Generate(IInferenceBackend backend, IBoundAdapter? adapter, int[] prompt, int count, IReadOnlyList<int> endOfTurn)
    {
        using IKeyValueBuffers buffers = backend.Allocate(prompt.Length + count);
        float[] logits = new float[backend.VocabularySize];
        List<int> tokens = [];
        int[] next = prompt;
        for (int past = 0; tokens.Count < count; past += next.Length, next = [tokens[^1]])
        {
            if (adapter is null)
                backend.Run(buffers, next, past, logits, CancellationToken.None);
            else
                backend.RunAdapted(adapter, buffers, next, past, logits, CancellationToken.None);
            tokens.Add(TensorPrimitives.IndexOfMax<float>(logits));
            if (endOfTurn.Contains(tokens[^1]))
                break;
        }

        return [.. tokens];
    }
}
