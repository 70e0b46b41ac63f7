namespace FoundationModels.Grammars.Machine;

/// <summary>A list of states with equality by content.</summary>
internal readonly struct StateList(int[] states) : IEquatable<StateList>
{
    private readonly int[] _states = states;

    public int this[int index] => _states[index];

    public bool Equals(StateList other) => ReferenceEquals(_states, other._states) || _states.AsSpan().SequenceEqual(other._states);

    public override bool Equals(object? obj) => obj is StateList other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int state in _states)
            hash.Add(state);
        return hash.ToHashCode();
    }
}
