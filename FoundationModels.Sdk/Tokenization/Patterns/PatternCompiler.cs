namespace FoundationModels.Tokenization.Patterns;

/// <summary>Turns a parsed pattern into instructions for the matcher.</summary>
internal sealed class PatternCompiler
{
    private const int InstructionLimit = 20_000;
    private readonly List<PatternInstruction> _program = [];

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="PatternSyntaxException">It needs too many instructions.</exception>
    public static PatternInstruction[] Compile(PatternNode node)
    {
        PatternCompiler compiler = new();
        compiler.Emit(node);
        compiler.Add(new PatternInstruction(PatternOperation.Accept));
        return [.. compiler._program];
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.One one:
                Add(new PatternInstruction(PatternOperation.One, one.Set));
                break;
            case PatternNode.Sequence sequence:
                foreach (PatternNode part in sequence.Parts)
                    Emit(part);
                break;
            case PatternNode.Alternation alternation:
                EmitAlternation(alternation);
                break;
            case PatternNode.Repeat { Body: PatternNode.One one, Kind: not RepeatKind.Lazy } run:
                PatternOperation kind = run.Kind == RepeatKind.Greedy ? PatternOperation.Run : PatternOperation.PossessiveRun;
                Add(new PatternInstruction(kind, one.Set, Minimum: run.Minimum, Maximum: run.Maximum));
                break;
            case PatternNode.Repeat { Kind: RepeatKind.Possessive } possessive:
                EmitScoped(PatternOperation.Atomic, possessive with { Kind = RepeatKind.Greedy });
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            case PatternNode.Atomic atomic:
                EmitScoped(PatternOperation.Atomic, atomic.Body);
                break;
            case PatternNode.Look look:
                PatternOperation operation = (look.IsBehind, look.IsNegative) switch
                {
                    (false, false) => PatternOperation.Ahead,
                    (false, true) => PatternOperation.NotAhead,
                    (true, false) => PatternOperation.Behind,
                    _ => PatternOperation.NotBehind,
                };
                EmitScoped(operation, look.Body, look.IsBehind ? look.Body.FixedLength : 0);
                break;
            case PatternNode.Anchor anchor:
                Add(new PatternInstruction(PatternOperation.Anchor, Target: (int)anchor.Kind));
                break;
        }
    }

    private void EmitAlternation(PatternNode.Alternation alternation)
    {
        List<int> jumps = [];
        for (int i = 0; i < alternation.Branches.Count - 1; i++)
        {
            PatternNode branch = alternation.Branches[i];
            int attempt = Add(new PatternInstruction(PatternOperation.Try, branch.First));
            Emit(branch);
            jumps.Add(Add(new PatternInstruction(PatternOperation.Jump)));
            SetTarget(attempt);
        }

        Emit(alternation.Branches[^1]);
        jumps.ForEach(SetTarget);
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        for (int i = 0; i < repeat.Minimum; i++)
            Emit(repeat.Body);
        PatternOperation attempt = repeat.Kind == RepeatKind.Lazy ? PatternOperation.TryLater : PatternOperation.Try;
        CodePointSet? first = repeat.Kind == RepeatKind.Lazy ? null : repeat.Body.First;
        if (repeat.Maximum == int.MaxValue)
        {
            int loop = Add(new PatternInstruction(attempt, first));
            Emit(repeat.Body);
            Add(new PatternInstruction(PatternOperation.Jump, Target: loop));
            SetTarget(loop);
            return;
        }

        List<int> exits = [];
        for (int i = repeat.Minimum; i < repeat.Maximum; i++)
        {
            exits.Add(Add(new PatternInstruction(attempt, first)));
            Emit(repeat.Body);
        }

        exits.ForEach(SetTarget);
    }

    private void EmitScoped(PatternOperation operation, PatternNode body, int back = 0)
    {
        int start = Add(new PatternInstruction(operation, Minimum: back));
        Emit(body);
        Add(new PatternInstruction(PatternOperation.Accept));
        SetTarget(start);
    }

    private int Add(PatternInstruction instruction)
    {
        if (_program.Count == InstructionLimit)
            throw new PatternSyntaxException("the pattern is too large");
        _program.Add(instruction);
        return _program.Count - 1;
    }

    private void SetTarget(int index) => _program[index] = _program[index] with { Target = _program.Count };
}
