namespace FoundationModels.Sessions;

/// <summary>Makes snapshots of one response while it comes.</summary>
internal interface ISnapshotReader<T>
{
    /// <summary>Takes what came since the call before.</summary>
    /// <returns>The response so far; null where there is nothing to see yet.</returns>
    ResponseSnapshot<T>? Read(TurnUpdate update);
}
