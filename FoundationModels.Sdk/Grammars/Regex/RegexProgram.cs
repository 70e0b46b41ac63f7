using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>A regular expression as instructions, each with the ones that come next.</summary>
internal sealed class RegexProgram
{
    private readonly IntList _kinds = new(64);
    private readonly IntList _next = new(64);
    private readonly IntList _arguments = new(64);
    private readonly AutomatonBudget _budget;
    private readonly Dictionary<CodePointSet, int> _setNumbers = [];
    private bool _behind;

    private RegexProgram(AutomatonBudget budget) => _budget = budget;

    /// <summary>What an instruction does.</summary>
    internal enum Kind
    {
        /// <summary>It is the end of the expression.</summary>
        Match,

        /// <summary>It reads a character of the set with the number of its argument.</summary>
        Character,

        /// <summary>It goes on to both the next instruction and its argument.</summary>
        Split,

        /// <summary>It passes at the start of the text.</summary>
        Start,

        /// <summary>It passes at the end of the text.</summary>
        End,

        /// <summary>It passes where the expression at its argument matches what comes.</summary>
        Ahead,

        /// <summary>It passes where the expression at its argument doesn't match what comes.</summary>
        NotAhead,

        /// <summary>It passes where the look-behind with the number of its argument matches what came.</summary>
        Behind,

        /// <summary>It passes where the look-behind with the number of its argument doesn't match what came.</summary>
        NotBehind,
    }

    /// <summary>Gets how many instructions there are.</summary>
    public int Count => _kinds.Count;

    /// <summary>Gets the first instruction.</summary>
    public int Entry { get; private set; }

    /// <summary>Gets the different sets of characters.</summary>
    public List<CodePointSet> Sets { get; } = [];

    /// <summary>Gets the first instruction of each look-behind; what one contains comes before it.</summary>
    public List<int> Behinds { get; } = [];

    /// <summary>Translates an expression.</summary>
    public static RegexProgram Translate(RegexNode node, AutomatonBudget budget)
    {
        var program = new RegexProgram(budget);
        program.Entry = program.Emit(node, program.Add(Kind.Match, 0, 0));
        return program;
    }

    /// <summary>What an instruction does.</summary>
    public Kind KindOf(int instruction) => (Kind)_kinds[instruction];

    /// <summary>The instruction after one.</summary>
    public int Next(int instruction) => _next[instruction];

    /// <summary>The argument of an instruction.</summary>
    public int Argument(int instruction) => _arguments[instruction];

    private int Emit(RegexNode node, int next)
    {
        switch (node)
        {
            case RegexNode.Character character:
                return Add(Kind.Character, next, NumberOf(character.Set));
            case RegexNode.Sequence sequence:
                for (int i = sequence.Parts.Length - 1; i >= 0; i--)
                    next = Emit(sequence.Parts[i], next);
                return next;
            case RegexNode.Choice choice:
                int entry = Emit(choice.Branches[^1], next);
                for (int i = choice.Branches.Length - 2; i >= 0; i--)
                    entry = Add(Kind.Split, Emit(choice.Branches[i], next), entry);
                return entry;
            case RegexNode.Repeat repeat:
                return EmitRepeat(repeat, next);
            case RegexNode.Edge edge:
                return Add(edge.IsStart ? Kind.Start : Kind.End, next, 0);
            case RegexNode.Look look:
                return look.Ahead ? EmitAhead(look, next) : EmitBehind(look, next);
            default:
                throw new InvalidOperationException(node.GetType().Name);
        }
    }

    private int EmitRepeat(RegexNode.Repeat repeat, int next)
    {
        int entry = next;
        if (repeat.Maximum < 0)
        {
            // x{2,} is xx+: the last copy that is needed also loops.
            int loop = Add(Kind.Split, 0, next);
            int body = Emit(repeat.Part, loop);
            _next[loop] = body;
            entry = repeat.Minimum == 0 ? loop : body;
        }
        for (int i = repeat.Maximum; i > repeat.Minimum; i--)
            entry = Add(Kind.Split, Emit(repeat.Part, entry), next);
        for (int i = repeat.Maximum < 0 ? 1 : 0; i < repeat.Minimum; i++)
            entry = Emit(repeat.Part, entry);
        return entry;
    }

    private int EmitAhead(RegexNode.Look look, int next)
    {
        if (_behind)
            throw new GrammarRefusal("", "a look-ahead (or \\b, or $) within a look-behind isn't supported");
        return Add(look.Negative ? Kind.NotAhead : Kind.Ahead, next, Emit(look.Body, Add(Kind.Match, 0, 0)));
    }

    private int EmitBehind(RegexNode.Look look, int next)
    {
        bool outer = _behind;
        _behind = true;
        int entry = Emit(look.Body, Add(Kind.Match, 0, 0));
        _behind = outer;
        Behinds.Add(entry);
        return Add(look.Negative ? Kind.NotBehind : Kind.Behind, next, Behinds.Count - 1);
    }

    private int NumberOf(CodePointSet set)
    {
        if (!_setNumbers.TryGetValue(set, out int number))
        {
            _setNumbers.Add(set, number = Sets.Count);
            Sets.Add(set);
        }
        return number;
    }

    private int Add(Kind kind, int next, int argument)
    {
        if (kind == Kind.End && _behind)
            throw new GrammarRefusal("", "a look-ahead (or \\b, or $) within a look-behind isn't supported");
        _budget.Spend(1);
        _budget.CheckStates(Count);
        _kinds.Add((int)kind);
        _next.Add(next);
        _arguments.Add(argument);
        return Count - 1;
    }
}
