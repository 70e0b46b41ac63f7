using System.Numerics.Tensors;

namespace FoundationModels.Benchmarks.Engines.LlamaCpp;

/// <summary>llama.cpp's sampler of a grammar, used as its own tools do: the likeliest token is tried first, and all are filtered only when it fails.</summary>
internal sealed unsafe class LlamaGrammar : IDisposable
{
    private readonly nint _sampler;
    private readonly LlamaTokenData[] _all;

    /// <summary>Compiles a grammar.</summary>
    public LlamaGrammar(nint vocabulary, string gbnf)
    {
        _sampler = LlamaLibrary.CreateGrammar(vocabulary, gbnf, "root");
        if (_sampler == 0)
            throw new InvalidOperationException("llama.cpp refuses the grammar.");
        _all = new LlamaTokenData[LlamaLibrary.VocabularySize(vocabulary)];
    }

    /// <summary>Takes the likeliest token that the grammar allows.</summary>
    public int Choose(ReadOnlySpan<float> logits)
    {
        int best = TensorPrimitives.IndexOfMax(logits);
        LlamaTokenData first = new() { Id = best, Logit = logits[best] };
        LlamaTokenDataArray one = new() { Data = &first, Size = 1, Selected = -1 };
        LlamaLibrary.Apply(_sampler, &one);
        if (!float.IsNegativeInfinity(first.Logit))
            return best;
        for (int i = 0; i < _all.Length; i++)
            _all[i] = new LlamaTokenData { Id = i, Logit = logits[i] };
        fixed (LlamaTokenData* data = _all)
        {
            LlamaTokenDataArray array = new() { Data = data, Size = (nuint)_all.Length, Selected = -1 };
            LlamaLibrary.Apply(_sampler, &array);
            LlamaTokenData chosen = data[0];
            for (nuint i = 1; i < array.Size; i++)
            {
                if (data[i].Logit > chosen.Logit)
                    chosen = data[i];
            }

            return chosen.Id;
        }
    }

    /// <summary>Goes on by a token.</summary>
    public void Accept(int token) => LlamaLibrary.Accept(_sampler, token);

    /// <inheritdoc/>
    public void Dispose() => LlamaLibrary.FreeSampler(_sampler);
}
