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
    private int _read;
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

    public string Text
    {
        get
        {
            lock (_gate)
                return _text.ToString();
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
            _usage = usage;
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
                if (_text.Length > _read)
                {
                    string delta = _text.ToString(_read, _text.Length - _read);
                    _read = _text.Length;
                    return new TurnUpdate(delta, _usage);
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
