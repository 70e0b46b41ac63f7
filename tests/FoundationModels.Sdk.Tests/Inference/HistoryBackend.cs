using FoundationModels.Inference;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Inference;

/// <summary>A backend whose logits are a function of every token in the rows that it was told to read: a wrong row, or a lost one, changes what follows.</summary>
internal sealed class HistoryBackend(int vocabularySize = 50, int contextSize = 512) : IInferenceBackend
{
    private int _running;

    public int VocabularySize { get; } = vocabularySize;

    public int ContextSize { get; } = contextSize;

    public KeyValueLayout KeyValue { get; } = new(1, 1, 1);

    /// <summary>Called in the middle of each run with the run's number, its tokens' count and the token that may end it.</summary>
    public Action<int, int, CancellationToken>? OnRun { get; set; }

    public List<(object Buffers, int Past, int Tokens)> Runs { get; } = [];

    public bool IsDisposed { get; private set; }

    public IKeyValueBuffers Allocate(int capacity) => new Rows(capacity);

    public void Run(IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> lastLogits, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Assert.That(Interlocked.Exchange(ref _running, 1), Is.Zero, "Two runs at once.");
        try
        {
            int[] rows = ((Rows)buffers).Tokens;
            Assert.That(past + tokens.Length, Is.LessThanOrEqualTo(rows.Length), "The run goes past the buffers' capacity.");
            Runs.Add((buffers, past, tokens.Length));
            OnRun?.Invoke(Runs.Count - 1, tokens.Length, cancellationToken);
            tokens.CopyTo(rows.AsSpan(past));
            Logits(rows.AsSpan(0, past + tokens.Length), lastLogits);
        }
        finally
        {
            _running = 0;
        }
    }

    public IBoundAdapter LoadAdapter(IReadOnlyList<AdapterMatrix> matrices, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void RunAdapted(
        IBoundAdapter adapter, IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> lastLogits, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void RunAll(IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> logits, CancellationToken cancellationToken)
    {
        for (int i = 0; i < tokens.Length; i++)
            Run(buffers, tokens.Slice(i, 1), past + i, logits.Slice(i * VocabularySize, VocabularySize), cancellationToken);
    }

    /// <summary>What greedy decoding has to give, from nothing but the definition.</summary>
    public int[] Greedy(int[] prompt, int count)
    {
        List<int> tokens = [.. prompt];
        float[] logits = new float[VocabularySize];
        for (int i = 0; i < count; i++)
        {
            Logits([.. tokens], logits);
            tokens.Add(Array.IndexOf(logits, logits.Max()));
        }

        return [.. tokens.Skip(prompt.Length)];
    }

    public void Dispose() => IsDisposed = true;

    private static void Logits(ReadOnlySpan<int> history, Span<float> logits)
    {
        ulong hash = 14695981039346656037;
        foreach (int token in history)
            hash = (hash ^ (uint)token) * 1099511628211;
        Random random = new((int)(hash % int.MaxValue));
        for (int i = 0; i < logits.Length; i++)
            logits[i] = (float)((random.NextDouble() * 6) - 3);
    }

    private sealed class Rows(int capacity) : IKeyValueBuffers
    {
        public int[] Tokens { get; private set; } = Fresh(capacity);

        public int Capacity => Tokens.Length;

        public void Grow(int capacity, int rows)
        {
            int[] larger = Fresh(capacity);
            Tokens.AsSpan(0, rows).CopyTo(larger);
            Tokens = larger;
        }

        public void CopyFrom(IKeyValueBuffers source, int rows) => ((Rows)source).Tokens.AsSpan(0, rows).CopyTo(Tokens);

        public void Dispose() => Tokens = [];

        // Content that nobody wrote must not look like a token.
        private static int[] Fresh(int capacity) => [.. Enumerable.Repeat(-1, capacity)];
    }
}
