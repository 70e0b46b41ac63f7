using System.Text;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;
using FoundationModels.Prompts;

namespace FoundationModels.Grammars.Machine;

/// <summary>The automaton of texts with calls of tools. The arguments of each tool have a machine of their own, which goes on here when they are complete.</summary>
internal sealed class ToolCallMachine : GrammarMachine
{
    private readonly ToolCallGrammar _grammar;
    private readonly ToolArguments _arguments;
    private readonly GrammarMachine? _answer;
    private readonly ToolNames _tree;
    private readonly ByteAutomaton? _text;
    private readonly Dictionary<(string Text, int At, GrammarState Behind), LiteralState> _literals = [];
    private readonly Dictionary<(int State, int Calls), FreeTextState> _texts = [];
    private readonly Dictionary<(int Node, int Calls), ToolNameState> _names = [];
    private readonly Dictionary<(int Tool, int Calls), ArgumentsState> _starts = [];
    private readonly Dictionary<(GrammarState Answer, GrammarState Call), AnswerOrCallState> _both = [];
    private readonly Dictionary<int, AfterCallState> _afterCalls = [];
    private GrammarState? _start;
    private EndOfTextState? _end;

    /// <summary>Initializes the machine.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="json">Makes the machine of a schema under a lock. It is called later, too.</param>
    /// <param name="answer">The machine of an answer; null where there is none but text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GrammarRefusal">A schema cannot be enforced.</exception>
    public ToolCallMachine(ToolCallGrammar grammar, Func<JsonSchemaGrammar, Lock, CancellationToken, JsonMachine> json, GrammarMachine? answer, CancellationToken cancellationToken)
    {
        _grammar = grammar;
        _arguments = new ToolArguments(grammar.Tools, (schema, stop) => json(schema, Gate, stop), cancellationToken);
        _tree = new ToolNames([.. grammar.Tools.Select(tool => tool.Key)], _arguments.LengthOf);
        _text = grammar.Mode == ToolCallGrammarMode.TextOrCalls ? TextUpTo(grammar.Format.Trigger) : null;
        _answer = answer;
    }

    /// <summary>Gets the lock under which states are made, those of the arguments too.</summary>
    public Lock Gate { get; } = new();

    /// <inheritdoc/>
    public override GrammarState Start
    {
        get
        {
            lock (Gate)
                return _start ??= MakeStart();
        }
    }

    /// <summary>Gets the names of the tools.</summary>
    public ToolNames Tree => _tree;

    /// <summary>Gets whether a text may end right behind a call.</summary>
    public bool MayEndAfterCall => _grammar.Format.Close.Length == 0;

    /// <summary>The state in free text behind a byte, which may be the last one of the mark of a call; null where the byte cannot come.</summary>
    /// <param name="from">The state of the text before.</param>
    /// <param name="value">The byte.</param>
    /// <param name="calls">The number of calls before.</param>
    public GrammarState? InText(int from, byte value, int calls)
    {
        int state = _text!.Next(from, value);
        if (state < 0)
            return null;
        return _text.Label(state) == TriggerLabel ? BehindTrigger(calls) : TextAt(state, calls);
    }

    /// <summary>Whether a text may end in a state: between two characters.</summary>
    public bool IsWhole(int state) => _text!.Label(state) >= 0;

    /// <summary>Appends the shortest rest of a character.</summary>
    public void AppendRestOfCharacter(int state, List<byte> output) => _text!.AppendShortestSuffix(state, output);

    /// <summary>The state in the name of a tool.</summary>
    /// <param name="node">The node of the tree of names.</param>
    /// <param name="calls">The number of calls before.</param>
    public GrammarState NameAt(int node, int calls)
    {
        if (!_names.TryGetValue((node, calls), out ToolNameState? state))
            _names.Add((node, calls), state = new ToolNameState(this, node, calls));
        return state;
    }

    /// <summary>The state behind the last character of a tool's name.</summary>
    public GrammarState BehindName(int tool, int calls)
    {
        if (!_starts.TryGetValue((tool, calls), out ArgumentsState? arguments))
            _starts.Add((tool, calls), arguments = new ArgumentsState(this, tool, calls));
        return Literal(_grammar.Format.Middle, 0, arguments);
    }

    /// <summary>The state before the arguments of a tool, in its own machine.</summary>
    public GrammarState StartOfArguments(int tool, int calls) => _arguments[tool].StartBefore(Literal(_grammar.Format.End, 0, AfterCall(calls + 1)));

    /// <summary>Appends the rest of the name that needs the least text, and what completes the call.</summary>
    /// <param name="node">The node of the tree of names.</param>
    /// <param name="calls">The number of calls before.</param>
    /// <param name="output">Where the text goes.</param>
    public void CompleteName(int node, int calls, List<byte> output)
    {
        int tool = _tree.NearestTo(node);
        output.AddRange(Encoding.ASCII.GetBytes(_grammar.Tools[tool].Key[_tree.DepthOf(node)..]));
        BehindName(tool, calls).AppendShortestCompletion(output);
    }

    /// <summary>The states from which a text goes on behind a call.</summary>
    public GrammarState[] Continuations(int calls)
    {
        ToolCallFormat format = _grammar.Format;
        bool maySay = calls < _grammar.MaximumCalls;
        if (format.Close.Length > 0)
        {
            GrammarState end = Literal(format.Close, 0, _end ??= new EndOfTextState(this));
            return maySay ? [Literal(format.Separator + format.Begin, 0, NameAt(ToolNames.Root, calls)), end] : [end];
        }

        if (!maySay)
            return [];
        return _text is not null ? [TextAt(0, calls)] : [Literal(format.Separator + format.Begin, 0, NameAt(ToolNames.Root, calls))];
    }

    /// <summary>The state in a text of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The number of bytes that came.</param>
    /// <param name="behind">The state behind it.</param>
    public GrammarState Literal(string text, int at, GrammarState behind)
    {
        if (at == Encoding.UTF8.GetByteCount(text))
            return behind;
        if (!_literals.TryGetValue((text, at, behind), out LiteralState? state))
            _literals.Add((text, at, behind), state = new LiteralState(this, text, at, behind));
        return state;
    }

    /// <summary>The state in which a text may be an answer or the beginning of a call.</summary>
    public GrammarState AnswerOrCall(GrammarState answer, GrammarState call)
    {
        if (!_both.TryGetValue((answer, call), out AnswerOrCallState? state))
            _both.Add((answer, call), state = new AnswerOrCallState(this, answer, call));
        return state;
    }

    private const int TriggerLabel = 1;

    private GrammarState MakeStart()
    {
        GrammarState call = Literal(_grammar.Format.FirstBegin, 0, NameAt(ToolNames.Root, 0));
        return _grammar.Mode switch
        {
            ToolCallGrammarMode.TextOrCalls => TextAt(0, 0),
            ToolCallGrammarMode.AnswerOrCalls => AnswerOrCall(_answer!.Start, call),
            _ => call,
        };
    }

    private FreeTextState TextAt(int state, int calls)
    {
        if (!_texts.TryGetValue((state, calls), out FreeTextState? text))
            _texts.Add((state, calls), text = new FreeTextState(this, state, calls));
        return text;
    }

    private GrammarState BehindTrigger(int calls)
        => Literal(_grammar.Format.FirstBegin, Encoding.UTF8.GetByteCount(_grammar.Format.Trigger), NameAt(ToolNames.Root, calls));

    // Without a bound on calls, their number makes no difference.
    private AfterCallState AfterCall(int calls)
    {
        int counted = _grammar.MaximumCalls == int.MaxValue ? 0 : calls;
        if (!_afterCalls.TryGetValue(counted, out AfterCallState? state))
            _afterCalls.Add(counted, state = new AfterCallState(this, counted));
        return state;
    }

    private static ByteAutomaton TextUpTo(string trigger)
    {
        string escaped = string.Concat(trigger.Select(c => char.IsAsciiLetterOrDigit(c) ? $"{c}" : $"\\u{(int)c:x4}"));
        ByteAutomaton complete = PatternAutomaton.CompileWhole($"[^]*{escaped}");
        return ByteAutomaton.Combine([ByteAutomaton.AnyText, complete], static accepted => (accepted[0] & 1) == 0 ? -1 : (int)(accepted[0] >> 1 & TriggerLabel));
    }
}
