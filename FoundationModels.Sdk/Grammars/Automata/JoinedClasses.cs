namespace FoundationModels.Grammars.Automata;

/// <summary>Classes of bytes for several automata side by side: bytes are of one class when they are in every automaton.</summary>
internal sealed class JoinedClasses
{
    private readonly byte[] _classes = new byte[256];
    private readonly byte[] _partClasses;
    private readonly int _partCount;

    /// <summary>Joins the classes of some automata.</summary>
    public JoinedClasses(IReadOnlyList<ByteAutomaton> parts)
    {
        _partCount = parts.Count;
        var first = new List<byte>();
        var known = new VectorTable(_partCount);
        var vector = new int[_partCount];
        for (int value = 0; value < 256; value++)
        {
            for (int part = 0; part < vector.Length; part++)
                vector[part] = parts[part].Classes[value];
            _classes[value] = (byte)known.Add(vector);
            if (known.Count > first.Count)
                first.Add((byte)value);
        }
        Count = known.Count;
        _partClasses = new byte[Count * _partCount];
        for (int joined = 0; joined < Count; joined++)
        {
            for (int part = 0; part < _partCount; part++)
                _partClasses[joined * _partCount + part] = parts[part].Classes[first[joined]];
        }
        Firsts = [.. first];
        Speakers = ChooseSpeakers();
    }

    /// <summary>Gets how many there are.</summary>
    public int Count { get; }

    /// <summary>Gets the first byte of each class.</summary>
    public byte[] Firsts { get; }

    /// <summary>Gets a byte of each class, letters before others.</summary>
    public byte[] Speakers { get; }

    /// <summary>Gets the class of each byte.</summary>
    public byte[] OfBytes => _classes;

    /// <summary>The class of a byte.</summary>
    public int Of(byte value) => _classes[value];

    /// <summary>For each automaton, its own class of the bytes of a joined class.</summary>
    public ReadOnlySpan<byte> InParts(int joined) => new(_partClasses, joined * _partCount, _partCount);

    private byte[] ChooseSpeakers()
    {
        var order = new byte[256];
        var preferences = new int[256];
        for (int value = 0; value < 256; value++)
            (order[value], preferences[value]) = ((byte)value, ByteAutomaton.Preference((byte)value));
        Array.Sort(preferences, order);
        var speakers = new List<byte>(Count);
        var chosen = new bool[Count];
        foreach (byte value in order)
        {
            if (!chosen[_classes[value]])
                speakers.Add(value);
            chosen[_classes[value]] = true;
        }
        return [.. speakers];
    }
}
