namespace FoundationModels.Grammars.Automata;

/// <summary>
/// A language of byte strings whose words carry labels, as the one minimal automaton of it: equal languages have equal tables. Every state can be
/// reached and can still accept. For texts the bytes are UTF-8.
/// </summary>
internal sealed partial class ByteAutomaton : IEquatable<ByteAutomaton>
{
    /// <summary>What <see cref="Next"/> returns when no word goes on like this.</summary>
    public const int Dead = -1;

    // Up to this many cells the table is spelled out; beyond it (enumerations with 100,000 members) a row is searched.
    private const int MaximumCells = 1 << 20;

    private readonly byte[] _classes;
    private readonly int[] _labels;
    private readonly int[] _rows;
    private readonly byte[] _edgeClasses;
    private readonly int[] _edgeTargets;
    private readonly int[]? _table;

    /// <summary>Takes the parts of a canonical automaton.</summary>
    /// <param name="classes">For each byte, its class.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="labels">For each state, its label or -1.</param>
    /// <param name="rows">For each state, its first edge; and the number of edges.</param>
    /// <param name="edgeClasses">The class of each edge, rising within a row.</param>
    /// <param name="edgeTargets">The target of each edge.</param>
    internal ByteAutomaton(byte[] classes, int classCount, int[] labels, int[] rows, byte[] edgeClasses, int[] edgeTargets)
    {
        (_classes, ClassCount, _labels, _rows, _edgeClasses, _edgeTargets) = (classes, classCount, labels, rows, edgeClasses, edgeTargets);
        if ((long)labels.Length * classCount > MaximumCells)
            return;
        _table = new int[labels.Length * classCount];
        new Span<int>(_table).Fill(Dead);
        for (int state = 0; state < labels.Length; state++)
        {
            for (int edge = rows[state]; edge < rows[state + 1]; edge++)
                _table[state * classCount + edgeClasses[edge]] = edgeTargets[edge];
        }
    }

    /// <summary>Gets the language without words.</summary>
    public static ByteAutomaton Empty { get; } = new(new byte[256], 1, [], [0], [], []);

    /// <summary>Gets how many states there are: none for the empty language; otherwise 0 is the start.</summary>
    public int StateCount => _labels.Length;

    /// <summary>Gets whether there are no words.</summary>
    public bool IsEmpty => StateCount == 0;

    /// <summary>Gets how many classes of bytes there are: bytes of a class act alike in every state.</summary>
    public int ClassCount { get; }

    /// <summary>Gets for each byte its class. Classes are numbered by their first byte.</summary>
    public ReadOnlySpan<byte> Classes => _classes;

    /// <summary>The state after a byte, or <see cref="Dead"/>.</summary>
    public int Next(int state, byte value) => NextOfClass(state, _classes[value]);

    /// <summary>The state after a byte of a class, or <see cref="Dead"/>.</summary>
    public int NextOfClass(int state, int byteClass) => _table is not null ? _table[state * ClassCount + byteClass] : Search(state, byteClass);

    /// <summary>The label of the words that end in a state, or -1 when none does.</summary>
    public int Label(int state) => _labels[state];

    /// <summary>The classes of bytes with which words go on from a state, in rising order.</summary>
    public ReadOnlySpan<byte> EdgeClasses(int state) => new(_edgeClasses, _rows[state], _rows[state + 1] - _rows[state]);

    /// <summary>The states that the classes of <see cref="EdgeClasses"/> lead to.</summary>
    public ReadOnlySpan<int> EdgeTargets(int state) => new(_edgeTargets, _rows[state], _rows[state + 1] - _rows[state]);

    /// <summary>The label of a word, or -1.</summary>
    public int Match(ReadOnlySpan<byte> word)
    {
        int state = IsEmpty ? Dead : 0;
        for (int i = 0; i < word.Length && state != Dead; i++)
            state = Next(state, word[i]);
        return state == Dead ? -1 : Label(state);
    }

    private int Search(int state, int byteClass)
    {
        int place = new ReadOnlySpan<byte>(_edgeClasses, _rows[state], _rows[state + 1] - _rows[state]).BinarySearch((byte)byteClass);
        return place < 0 ? Dead : _edgeTargets[_rows[state] + place];
    }
}
