namespace FoundationModels.Generation;

/// <summary>What the snapshots of one growing value have in common: its id, which is made when somebody first asks for it.</summary>
internal sealed class ContentIdentity
{
    private readonly Lock _gate = new();
    private GenerationId? _id;

    public ContentIdentity(GenerationId? id = null) => _id = id;

    public GenerationId Id
    {
        get
        {
            lock (_gate)
                return _id ??= GenerationId.Create();
        }
    }
}
