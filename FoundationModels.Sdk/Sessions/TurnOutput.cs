using System.Diagnostics;
using System.Text;

namespace FoundationModels.Sessions;

/// <summary>Takes a response from the decode thread and lets one reader follow it. A slow reader gets larger pieces; nothing queues up.</summary>
internal sealed class TurnOutput : GenerationChannel
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource? _news;
    private Usage _usage;
    private long _firstText;
    private readonly List<Transcript.Entry> _entries = [];
    private Usage _before;
    private int _start;
    private int _read;
    private IReadOnlyList<Transcript.Entry> _readEntries = [];
    private bool _closed;

    public Usage Usage
    {
        get
        {
            lock (_gate)
                return _usage;
        }
    }

    /// <summary>Gets the time stamp of the first text, or 0 before it.</summary>
    public long FirstText
    {
        get
        {
            lock (_gate)
                return _firstText;
        }
    }

    /// <summary>Gets the text since the last calls of tools.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
                return _text.ToString(_start, _text.Length - _start);
        }
    }

    /// <summary>Gets the calls of tools so far, what they gave back, and what the model said before it called.</summary>
    public IReadOnlyList<Transcript.Entry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    public override void AppendText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        TaskCompletionSource? news;
        lock (_gate)
        {
            if (_firstText == 0)
                _firstText = Stopwatch.GetTimestamp();
            _text.Append(text);
            news = Exchange();
        }

        news?.SetResult();
    }

    public override void UpdateUsage(Usage usage)
    {
        lock (_gate)
            _usage = _before + usage;
    }

    /// <summary>Adds entries behind the text so far. Text that comes after them is an answer of its own.</summary>
    public void Add(IReadOnlyCollection<Transcript.Entry> entries)
    {
        TaskCompletionSource? news;
        lock (_gate)
        {
            _entries.AddRange(entries);
            _before = _usage;
            _start = _text.Length;
            news = Exchange();
        }

        news?.SetResult();
    }

    /// <summary>Says that no more text comes.</summary>
    public void Close()
    {
        TaskCompletionSource? news;
        lock (_gate)
        {
            _closed = true;
            news = Exchange();
        }

        news?.SetResult();
    }

    /// <summary>Waits for text that was not read yet, and returns all of it; null at the end.</summary>
    public async ValueTask<TurnUpdate?> ReadAsync()
    {
        while (true)
        {
            Task wait;
            lock (_gate)
            {
                if (_text.Length > _read || _entries.Count > _readEntries.Count)
                {
                    // What was said before the calls is told before what is said behind them.
                    bool isBefore = _read < _start;
                    int end = isBefore ? _start : _text.Length;
                    bool startsAnew = !isBefore && _readEntries.Count < _entries.Count;
                    string delta = _text.ToString(_read, end - _read);
                    _read = end;
                    if (startsAnew)
                        _readEntries = [.. _entries];
                    return new TurnUpdate(delta, _usage, startsAnew, _readEntries);
                }

                if (_closed)
                    return null;
                _news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _news.Task;
            }

            await wait.ConfigureAwait(false);
        }
    }

    private TaskCompletionSource? Exchange()
    {
        TaskCompletionSource? news = _news;
        _news = null;
        return news;
    }
}
