using System.Text;
using FoundationModels.Generation;

namespace FoundationModels.Sessions;

/// <summary>Makes snapshots of a value whose JSON comes piece by piece.</summary>
/// <param name="convert">Makes what the app sees of the value so far.</param>
internal sealed class ContentSnapshotReader<T>(Func<GeneratedContent, T> convert) : ISnapshotReader<T>
{
    private PartialContentBuilder _builder = new();
    private readonly StringBuilder _text = new();
    private string _unseen = "";

    public ResponseSnapshot<T>? Read(TurnUpdate update)
    {
        if (update.StartsAnew)
        {
            _builder = new PartialContentBuilder();
            _text.Clear();
            _unseen = "";
        }

        _text.Append(update.Delta);
        _unseen += update.Delta;
        try
        {
            _builder.Append(update.Delta);
        }
        catch (JsonSyntaxFault fault)
        {
            throw new GeneratedContentParsingException(_text.ToString(), $"The response is not JSON: {fault.Message}.", fault);
        }

        GeneratedContent content = _builder.Snapshot();
        if (ReferenceEquals(content, GeneratedContent.NotBegun))
            return null;
        ResponseSnapshot<T> snapshot = new(convert(content), _unseen, update.Usage) { RawContent = content, TranscriptEntries = update.Entries };
        _unseen = "";
        return snapshot;
    }
}
