namespace FoundationModels.Grammars.Machine;

/// <summary>The names that may come next in an object where not every name may.</summary>
internal sealed class LiveKeyLanguage(ObjectSituation situation) : TextLanguage
{
    private readonly KeyLanguage _keys = situation.Program.Keys;

    /// <inheritdoc/>
    public override int Start => _keys.Start;

    /// <inheritdoc/>
    public override int Next(int state, byte value) => _keys.Next(state, value) is >= 0 and int next && situation.IsLive(next) ? next : Dead;

    /// <inheritdoc/>
    public override int Label(int state) => _keys.Label(state);

    /// <inheritdoc/>
    public override (ulong Language, int State) Identity(int state) => throw new NotSupportedException("Which names may come differs from object to object.");

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output) => throw new NotSupportedException("Which names may come is known to the object alone.");
}
