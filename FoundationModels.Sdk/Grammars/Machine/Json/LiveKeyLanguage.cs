namespace FoundationModels.Grammars.Machine;

/// <summary>The names that may come next in an object where not every name may.</summary>
internal sealed class LiveKeyLanguage(ObjectSituation situation) : TextLanguage
{
    private const int Unknown = -2;

    private readonly KeyLanguage _keys = situation.Program.Keys;

    // Off the declared names, where whole vocabularies are walked.
    private int[]?[] _rows = [];

    /// <inheritdoc/>
    public override int Start => _keys.Start;

    /// <inheritdoc/>
    public override bool IsFree(int state) => _keys.IsFree(state) && situation.IsLive(state);

    /// <inheritdoc/>
    public override int Next(int state, byte value)
    {
        if (state < _rows.Length && _rows[state] is { } known)
        {
            ref int target = ref known[_keys.ByteClassOf(value)];
            return target != Unknown ? target : target = Find(state, value);
        }

        if (!_keys.IsOnNames(state))
            AddRow(state);
        return Find(state, value);
    }

    /// <inheritdoc/>
    public override int Label(int state) => _keys.Label(state);

    /// <inheritdoc/>
    /// <remarks>That holds off the declared names alone: which of these may come differs from object to object.</remarks>
    public override (ulong Language, int State) Identity(int state) => _keys.IdentityOff(state, c => situation.Member(c) is not null);

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output) => KeyTexts.AppendShortestSuffix(this, situation, state, output);

    private int Find(int state, byte value) => _keys.Next(state, value) is >= 0 and int next && situation.IsLive(next) ? next : Dead;

    private void AddRow(int state)
    {
        if (state >= _rows.Length)
            Array.Resize(ref _rows, Math.Max(state + 1, _rows.Length * 2));
        int[] row = new int[_keys.ByteClassCount];
        Array.Fill(row, Unknown);
        _rows[state] = row;
    }
}
