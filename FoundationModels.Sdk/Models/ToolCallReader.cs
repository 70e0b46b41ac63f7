using System.Text;
using FoundationModels.Inference;
using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>Tells the calls of tools from the text of a response while it is generated. It reads what the grammar of calls allows, and leaves anything else as text.</summary>
/// <param name="format">How calls are written.</param>
/// <param name="onText">Takes the text beside calls.</param>
/// <param name="insteadOfAnswer">The tools, where a text has calls or is an answer as a whole, so that its beginning says which; null where calls stand in free text.</param>
internal sealed class ToolCallReader(ToolCallFormat format, TextCallback onText, IReadOnlyList<ToolDefinition>? insteadOfAnswer = null)
{
    private readonly StringBuilder _held = new();
    private readonly string[]? _beginnings = insteadOfAnswer?.Select(tool => format.FirstBegin + tool.Name + format.Middle).ToArray();
    private bool _inCall;
    private bool _isAnswer;

    /// <summary>Gets the calls.</summary>
    public List<Transcript.ToolCall> Calls { get; } = [];

    /// <summary>Takes text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_beginnings is not null && !_inCall && !_isAnswer)
        {
            TellCallFromAnswer(text);
            return;
        }

        // Nearly all text neither begins a call nor goes on with one.
        if (_isAnswer || (_held.Length == 0 && !text.Contains(format.Trigger[0])))
        {
            onText(text);
            return;
        }

        _held.Append(text);
        if (_inCall)
            return;
        string held = _held.ToString();
        int trigger = held.IndexOf(format.Trigger, StringComparison.Ordinal);
        _inCall = trigger >= 0;
        int free = _inCall ? trigger : held.Length - BegunTrigger(held);
        onText(held.AsSpan(0, free));
        _held.Remove(0, free);
    }

    /// <summary>Reads what was held back. No text follows.</summary>
    public void Complete()
    {
        string held = _held.ToString();
        int at = 0;
        while (held.IndexOf(format.Trigger, at, StringComparison.Ordinal) is >= 0 and int trigger)
        {
            if (ReadCalls(held, trigger) is not { } end)
                break;
            onText(held.AsSpan(at, trigger - at));
            at = end;
        }

        if (Calls.Count == 0 || !string.IsNullOrWhiteSpace(held[at..]))
            onText(held.AsSpan(at));
        _held.Clear();
    }

    private void TellCallFromAnswer(ReadOnlySpan<char> text)
    {
        string held = _held.Append(text).ToString();
        _inCall = Array.Exists(_beginnings!, beginning => held.StartsWith(beginning, StringComparison.Ordinal));
        _isAnswer = !_inCall && !Array.Exists(_beginnings!, beginning => beginning.StartsWith(held, StringComparison.Ordinal));
        if (!_isAnswer)
            return;
        onText(held);
        _held.Clear();
    }

    // The length of the longest end of a text with which a trigger may begin.
    private int BegunTrigger(string text)
    {
        for (int length = Math.Min(text.Length, format.Trigger.Length - 1); length > 0; length--)
        {
            if (text.AsSpan().EndsWith(format.Trigger.AsSpan(0, length), StringComparison.Ordinal))
                return length;
        }

        return 0;
    }

    // The place behind the calls, or null where there is none.
    private int? ReadCalls(string text, int start)
    {
        int at = start;
        if (!Take(text, format.Open, ref at) || ReadCall(text, ref at) is not { } first)
            return null;
        Calls.Add(first);
        while (true)
        {
            int next = at;
            if (!Take(text, format.Separator, ref next) || ReadCall(text, ref next) is not { } call)
                break;
            Calls.Add(call);
            at = next;
        }

        Take(text, format.Close, ref at);
        return at;
    }

    private Transcript.ToolCall? ReadCall(string text, ref int at)
    {
        int here = at;
        if (!Take(text, format.Begin, ref here))
            return null;
        int quote = text.IndexOf('"', here);
        if (quote <= here)
            return null;
        string name = text[here..quote];
        here = quote;
        if (!Take(text, format.Middle, ref here) || EndOfObject(text, here) is not { } end)
            return null;
        string arguments = text[here..end];
        here = end;
        if (!Take(text, format.End, ref here))
            return null;
        at = here;
        try
        {
            return new Transcript.ToolCall(name, arguments);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool Take(string text, string part, ref int at)
    {
        if (string.CompareOrdinal(text, at, part, 0, part.Length) != 0)
            return false;
        at += part.Length;
        return true;
    }

    private static int? EndOfObject(string text, int start)
    {
        int depth = 0;
        bool inString = false;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (inString)
            {
                if (c == '\\')
                    i++;
                else if (c == '"')
                    inString = false;
            }
            else if (c == '"')
            {
                inString = true;
            }
            else if (c is '{' or '[')
            {
                depth++;
            }
            else if (c is '}' or ']' && --depth == 0)
            {
                return i + 1;
            }
        }

        return null;
    }
}
