namespace FoundationModels.Inference;

/// <summary>
/// All sequences of a model: those in use, and finished ones that stay because a later request may start with the same tokens.
/// Their bytes are bounded. Used from the scheduler's thread alone.
/// </summary>
internal sealed class PrefixStore(IInferenceBackend backend, DecoderOptions options) : IDisposable
{
    private const int CapacityStep = 64;

    /// <summary>Tokens at the end of a finished sequence that are not worth a copy of what comes before them.</summary>
    private const int NegligibleTail = 16;

    private const int RunAgain = 2;

    private readonly List<KeyValueCache> _caches = [];
    private long _uses;

    /// <summary>Gets the bytes of all sequences.</summary>
    public long Bytes => _caches.Sum(BytesOf);

    /// <summary>Gets the number of sequences.</summary>
    public int Count => _caches.Count;

    /// <summary>
    /// Gets a sequence for the exclusive use of a request, with as many of its first tokens as a stored sequence shares with it, but never all of
    /// them: the last two are run again, for the logits and because a single token would not give the same bits.
    /// </summary>
    /// <param name="key">What besides the tokens has to be equal.</param>
    /// <param name="tokens">The request's prompt.</param>
    /// <param name="reproducible">Whether only rows are reused that have the bits of a prefill, so that the result does not depend on what is stored.</param>
    /// <exception cref="KeyValueMemoryException">The sequences in use leave no room.</exception>
    public KeyValueCache Rent(PrefixKey key, ReadOnlySpan<int> tokens, bool reproducible)
    {
        (KeyValueCache? best, int common) = FindLongest(key, tokens, reproducible);
        int reused = Math.Min(Usable(best, common, reproducible), tokens.Length - RunAgain);
        KeyValueCache cache = best is not null && reused > 0 ? Reuse(best, reused, common, tokens.Length) : Allocate(key, tokens.Length);
        cache.InUse = true;
        cache.LastUse = ++_uses;
        return cache;
    }

    /// <summary>Makes room for more tokens in a sequence that is in use.</summary>
    /// <exception cref="KeyValueMemoryException">The sequences in use leave no room.</exception>
    public void EnsureCapacity(KeyValueCache cache, int tokens)
    {
        int capacity = cache.Buffers.Capacity;
        if (tokens <= capacity)
            return;
        int added = MakeRoom(tokens - capacity, RoundUp(Math.Max(tokens, capacity + (capacity / 2))) - capacity);
        cache.Grow(capacity + added);
    }

    /// <summary>Takes a sequence back; its tokens stay until the bytes are needed.</summary>
    public void Return(KeyValueCache cache)
    {
        cache.InUse = false;
        cache.LastUse = ++_uses;
        if (cache.Length == 0)
            Drop(cache);
        long idle = _caches.Where(c => !c.InUse).Sum(BytesOf);
        while (idle > options.RetainedKeyValueBytes && LeastRecentlyUsed() is { } oldest && oldest != cache)
        {
            idle -= BytesOf(oldest);
            Drop(oldest);
        }
    }

    /// <summary>Frees a sequence whose content cannot be relied on.</summary>
    public void Drop(KeyValueCache cache)
    {
        _caches.Remove(cache);
        cache.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (KeyValueCache cache in _caches)
            cache.Dispose();
        _caches.Clear();
    }

    private long BytesOf(KeyValueCache cache) => cache.Buffers.Capacity * backend.KeyValue.BytesPerToken;

    private (KeyValueCache? Cache, int Common) FindLongest(PrefixKey key, ReadOnlySpan<int> tokens, bool reproducible)
    {
        KeyValueCache? best = null;
        int longest = 0;
        int commonToBest = 0;
        foreach (KeyValueCache cache in _caches)
        {
            if (cache.Key != key)
                continue;
            int common = cache.Tokens.CommonPrefixLength(tokens);
            int usable = Usable(cache, common, reproducible);
            bool better = usable > longest || (usable == longest && best is not null && !cache.InUse && cache.Length < best.Length);
            if (better)
                (best, longest, commonToBest) = (cache, usable, common);
        }

        return (best, commonToBest);
    }

    private static int Usable(KeyValueCache? cache, int common, bool reproducible) =>
        reproducible ? Math.Min(common, cache?.PrefilledLength ?? 0) : common;

    private KeyValueCache Reuse(KeyValueCache best, int reused, int common, int length)
    {
        if (best.InUse)
            return Copy(best, reused, length);
        if (best.Length - common <= Math.Max(NegligibleTail, best.Length / 8))
            return TakeOver(best, reused);

        // Held while room is made, so that it isn't what is evicted.
        best.InUse = true;
        try
        {
            return Copy(best, reused, length);
        }
        catch (KeyValueMemoryException)
        {
            return TakeOver(best, reused);
        }
        finally
        {
            best.InUse = false;
        }
    }

    private KeyValueCache Copy(KeyValueCache source, int reused, int length)
    {
        KeyValueCache copy = Allocate(source.Key, length);
        copy.CopyFrom(source, reused);
        return copy;
    }

    private static KeyValueCache TakeOver(KeyValueCache cache, int reused)
    {
        cache.Rewind(reused);
        return cache;
    }

    private KeyValueCache Allocate(PrefixKey key, int tokens)
    {
        int capacity = MakeRoom(tokens, RoundUp(Math.Max(tokens + CapacityStep, options.InitialCapacity)));
        KeyValueCache cache = new(key, backend.Allocate(capacity));
        _caches.Add(cache);
        return cache;
    }

    /// <summary>Evicts idle sequences until there is room for <paramref name="wanted"/> more tokens, or else for at least <paramref name="needed"/>.</summary>
    private int MakeRoom(int needed, int wanted)
    {
        long perToken = backend.KeyValue.BytesPerToken;
        while (Bytes + (wanted * perToken) > options.MaximumKeyValueBytes && LeastRecentlyUsed() is { } oldest)
            Drop(oldest);
        long room = (options.MaximumKeyValueBytes - Bytes) / perToken;
        return room >= needed
            ? (int)Math.Min(room, wanted)
            : throw new KeyValueMemoryException(Bytes + (needed * perToken), options.MaximumKeyValueBytes);
    }

    private KeyValueCache? LeastRecentlyUsed() => _caches.Where(c => !c.InUse).MinBy(c => c.LastUse);

    private int RoundUp(int tokens) => Math.Min((tokens + CapacityStep - 1) / CapacityStep * CapacityStep, backend.ContextSize);
}
