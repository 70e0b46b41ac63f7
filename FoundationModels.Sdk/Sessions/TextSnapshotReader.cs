namespace FoundationModels.Sessions;

/// <summary>Makes snapshots of a text.</summary>
internal sealed class TextSnapshotReader : ISnapshotReader<string>
{
    private string _text = "";

    public ResponseSnapshot<string> Read(TurnUpdate update)
    {
        _text = update.StartsAnew ? update.Delta : _text + update.Delta;
        return new ResponseSnapshot<string>(_text, update.Delta, update.Usage) { RawContent = GeneratedContent.Of(_text), TranscriptEntries = update.Entries };
    }
}
