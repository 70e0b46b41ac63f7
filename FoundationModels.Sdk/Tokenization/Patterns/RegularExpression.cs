using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Patterns;

/// <summary>
/// A regular expression on code points, with Oniguruma's meaning and Unicode's tables. It backtracks, as the patterns of tokenizers need for
/// their look-aheads, with a stack of its own and a bound on its steps.
/// </summary>
internal sealed class RegularExpression : TextPattern
{
    private readonly PatternInstruction[] _program;
    private readonly CodePointSet? _first;
    private readonly string _pattern;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="PatternSyntaxException">It is malformed, or uses what is not supported.</exception>
    public RegularExpression(string pattern)
    {
        PatternNode node = PatternParser.Parse(pattern);
        _program = PatternCompiler.Compile(node);
        _first = node.First;
        _pattern = pattern;
    }

    /// <inheritdoc/>
    /// <exception cref="FoundationModelsException">The pattern needs too many steps for the text.</exception>
    public override bool TryFind(ReadOnlySpan<char> text, int from, PatternScratch scratch, out int start, out int end)
    {
        for (start = from; ; start++)
        {
            if (start < text.Length && char.IsLowSurrogate(text[start]))
                continue;
            if (_first is not null)
            {
                while (start < text.Length && !_first.Contains(CharacterClass.CodePointAt(text, start, out int units)))
                    start += units;
            }

            if (start >= text.Length && (_first is not null || start > text.Length))
            {
                end = start;
                return false;
            }

            end = Match(text, 0, start, scratch);
            scratch.Stack.Clear();
            if (end >= 0)
                return true;
        }
    }

    /// <summary>Runs instructions at a position. Returns where the match ends, or -1.</summary>
    private int Match(ReadOnlySpan<char> text, int at, int position, PatternScratch scratch)
    {
        PooledBuffer<PatternScratch.Frame> stack = scratch.Stack;
        int bottom = stack.Count;
        while (true)
        {
            ref readonly PatternInstruction instruction = ref _program[at];
            bool matched;
            switch (instruction.Operation)
            {
                case PatternOperation.Accept:
                    stack.Truncate(bottom);
                    return position;
                case PatternOperation.One:
                    matched = position < text.Length && instruction.Set!.Contains(CharacterClass.CodePointAt(text, position, out int units))
                        && (position += units) > 0;
                    at++;
                    break;
                case PatternOperation.Run:
                case PatternOperation.PossessiveRun:
                    matched = TakeRun(text, instruction, ref position, out int floor, scratch);
                    at++;
                    if (matched && floor < position && instruction.Operation == PatternOperation.Run)
                        stack.Add(new PatternScratch.Frame(at, position, floor));
                    break;
                case PatternOperation.Jump:
                    matched = true;
                    at = instruction.Target;
                    break;
                case PatternOperation.Try:
                    matched = true;
                    if (instruction.Set is not null && (position == text.Length || !instruction.Set.Contains(CharacterClass.CodePointAt(text, position, out _))))
                    {
                        at = instruction.Target;
                        break;
                    }

                    stack.Add(new PatternScratch.Frame(instruction.Target, position, position));
                    at++;
                    break;
                case PatternOperation.TryLater:
                    matched = true;
                    stack.Add(new PatternScratch.Frame(at + 1, position, position));
                    at = instruction.Target;
                    break;
                case PatternOperation.Anchor:
                    matched = Holds((AnchorKind)instruction.Target, text, position);
                    at++;
                    break;
                default:
                    matched = MatchScoped(text, at, ref position, scratch);
                    at = instruction.Target;
                    break;
            }

            if (matched)
                continue;
            if (stack.Count == bottom)
                return -1;
            Spend(scratch, 1);
            PatternScratch.Frame frame = stack.Pop();
            (at, position) = (frame.Instruction, frame.Position);
            if (frame.Floor == frame.Position)
                continue;
            position -= char.IsLowSurrogate(text[position - 1]) ? 2 : 1;
            if (position > frame.Floor)
                stack.Add(frame with { Position = position });
        }
    }

    private bool MatchScoped(ReadOnlySpan<char> text, int at, ref int position, PatternScratch scratch)
    {
        ref readonly PatternInstruction instruction = ref _program[at];
        int start = position;
        for (int i = 0; i < instruction.Minimum && start >= 0; i++)
            start = start == 0 ? -1 : start - (char.IsLowSurrogate(text[start - 1]) ? 2 : 1);
        int end = start < 0 ? -1 : Match(text, at + 1, start, scratch);
        switch (instruction.Operation)
        {
            case PatternOperation.NotAhead:
            case PatternOperation.NotBehind:
                return end < 0;
            case PatternOperation.Atomic when end >= 0:
                position = end;
                return true;
            default:
                return end >= 0;
        }
    }

    private bool TakeRun(ReadOnlySpan<char> text, in PatternInstruction run, ref int position, out int floor, PatternScratch scratch)
    {
        int start = position;
        int count = 0;
        floor = run.Minimum == 0 ? start : -1;
        while (count < run.Maximum && position < text.Length && run.Set!.Contains(CharacterClass.CodePointAt(text, position, out int units)))
        {
            position += units;
            if (++count == run.Minimum)
                floor = position;
        }

        Spend(scratch, position - start);
        return count >= run.Minimum;
    }

    private void Spend(PatternScratch scratch, int steps)
    {
        scratch.Budget -= steps;
        if (scratch.Budget < 0)
            throw new FoundationModelsException($"The tokenizer's pattern {_pattern} needs too many steps for this text; the model's tokenizer is not usable.");
    }

    private static bool Holds(AnchorKind kind, ReadOnlySpan<char> text, int position) => kind switch
    {
        AnchorKind.TextStart => position == 0,
        AnchorKind.TextEnd => position == text.Length,
        AnchorKind.TextEndOrFinalLineFeed => position == text.Length || (position == text.Length - 1 && text[position] == '\n'),
        AnchorKind.LineStart => position == 0 || text[position - 1] == '\n',
        AnchorKind.LineEnd => position == text.Length || text[position] == '\n',
        _ => (kind == AnchorKind.WordBoundary) == (IsWordBefore(text, position) != IsWordAt(text, position)),
    };

    private static bool IsWordBefore(ReadOnlySpan<char> text, int position) =>
        position > 0 && CharacterClass.IsWord(CharacterClass.CodePointBefore(text, position));

    private static bool IsWordAt(ReadOnlySpan<char> text, int position) =>
        position < text.Length && CharacterClass.IsWord(CharacterClass.CodePointAt(text, position, out _));
}
