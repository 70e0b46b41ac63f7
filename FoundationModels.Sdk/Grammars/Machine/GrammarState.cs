using System.Runtime.CompilerServices;
using FoundationModels.Grammars.Masks;

namespace FoundationModels.Grammars.Machine;

/// <summary>What a grammar knows after some bytes. Immutable to its users, shared by all matchers of a grammar, and safe between threads.</summary>
/// <remarks>
/// States are the nodes of an automaton that is built as it is walked. A grammar gives equal situations the same object, so that what is worked out once, transitions and
/// token masks, is there the next time. A state exists only if some text completes it: there are no dead ends to walk into.
/// </remarks>
internal abstract class GrammarState
{
    private const int MostListed = 8;

    // Either a short list of transitions that is replaced as a whole, or a table; readers take no lock.
    private volatile Edge[] _edges = [];
    private volatile GrammarState?[]? _table;
    private volatile StrongBox<ByteSet>? _live;
    private int _completion = -1;

    /// <summary>Gets the masks that were made for this state.</summary>
    public virtual MaskSlot? Masks { get; set; }

    /// <summary>Gets whether the text may end here.</summary>
    public abstract bool IsAccepting { get; }

    /// <summary>Gets the number of bytes of the shortest text that completes this state.</summary>
    public int ShortestCompletionLength
    {
        get
        {
            if (_completion < 0)
            {
                List<byte> completion = [];
                if (!IsAccepting)
                {
                    lock (Gate)
                        AppendShortestCompletion(completion);
                }

                _completion = completion.Count;
            }

            return _completion;
        }
    }

    /// <summary>Gets the lock under which this grammar's states are made, for those who go through many of them.</summary>
    public Lock GrammarGate => Gate;

    /// <summary>Gets the lock under which this grammar's states are made.</summary>
    protected abstract Lock Gate { get; }

    /// <summary>The state after one more byte, or null where the byte cannot come.</summary>
    public GrammarState? Step(byte value)
    {
        if (_table is { } table)
        {
            if (table[value] is { } known)
                return known;
        }
        else
        {
            foreach (Edge edge in _edges)
            {
                if (edge.Value == value)
                    return edge.Target;
            }
        }

        return LiveBytes.Contains(value) ? Make(value) : null;
    }

    /// <summary>Gets the bytes that can come next.</summary>
    public ref readonly ByteSet LiveBytes
    {
        get
        {
            if (_live is null)
            {
                lock (Gate)
                    _live ??= new StrongBox<ByteSet>(ComputeLiveBytes());
            }

            return ref _live.Value;
        }
    }

    /// <summary>Appends the shortest text that completes this state: nothing for an accepting one.</summary>
    public abstract void AppendShortestCompletion(List<byte> output);

    /// <summary>Works out a transition, under the lock.</summary>
    protected abstract GrammarState? ComputeStep(byte value);

    /// <summary>Works out which bytes can come next, under the lock. Bytes that turn out to be impossible may be in it.</summary>
    protected abstract ByteSet ComputeLiveBytes();

    private GrammarState? Make(byte value)
    {
        lock (Gate)
        {
            GrammarState? target = ComputeStep(value);
            if (target is null)
                return null;
            Edge[] edges = _edges;
            if (_table is { } table)
                table[value] = target;
            else if (edges.Length < MostListed)
                _edges = [.. edges, new Edge(value, target)];
            else
                _table = MakeTable(edges, value, target);
            return target;
        }
    }

    private static GrammarState?[] MakeTable(Edge[] edges, byte value, GrammarState target)
    {
        GrammarState?[] table = new GrammarState?[256];
        foreach (Edge edge in edges)
            table[edge.Value] = edge.Target;
        table[value] = target;
        return table;
    }

    private readonly record struct Edge(byte Value, GrammarState Target);
}
