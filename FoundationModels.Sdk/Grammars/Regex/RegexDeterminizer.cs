using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>
/// Turns an expression into an automaton of the texts that contain a match. Look-aheads are run along as obligations, look-behinds from the start of the text,
/// so that neither needs to look anywhere.
/// </summary>
internal sealed class RegexDeterminizer
{
    private readonly RegexProgram _program;
    private readonly AutomatonBudget _budget;
    private readonly CharacterAlphabet _alphabet;
    private readonly RegexStates _states = new();
    private readonly RegexClosure _closure;
    private readonly VectorTable _places;
    private readonly List<RegexContext> _contexts = [];
    private readonly Dictionary<(int Obligations, int Class, int Place), int> _obligationSteps = [];
    private readonly Dictionary<(int State, int Class, int Place), int> _stateSteps = [];
    private readonly bool _floats;
    private readonly int _entry = RegexStates.Dead;
    private readonly List<long>?[] _entrySteps;
    private readonly ulong[] _signatures;
    private readonly int[] _targets;

    /// <summary>Prepares an expression.</summary>
    public RegexDeterminizer(RegexProgram program, AutomatonBudget budget)
    {
        (_program, _budget) = (program, budget);
        _alphabet = new CharacterAlphabet(program.Sets, budget);
        _closure = new RegexClosure(program, _states, budget);
        _places = new VectorTable(program.Behinds.Count + 1);
        AddPlace(-1, -1);
        _entrySteps = new List<long>?[_alphabet.Partition.ClassCount];
        _signatures = new ulong[_entrySteps.Length];
        _targets = new int[_entrySteps.Length];
        int place = AddPlace(0, 0);
        if (program.Behinds.Count == 0)
            _entry = MatchFrom(place);
        _floats = program.Behinds.Count > 0 || _entry != RegexStates.Dead;
    }

    /// <summary>The automaton.</summary>
    public ByteAutomaton Build()
    {
        int classCount = _alphabet.Partition.ClassCount;
        var table = new AutomatonTable([], classCount);
        var known = new VectorTable(2);
        known.Add([MatchFrom(0), 0]);
        for (int number = 0; number < known.Count; number++)
        {
            int state = known[number][0];
            table.AddState(_states.MatchesAtEnd(state) ? 0 : -1);
            bool alike = FindSignatures(state);
            for (int characterClass = 0; characterClass < classCount; characterClass++)
            {
                int next = number;
                if (state != RegexStates.Matched)
                {
                    // Classes that the same items read lead to the same state.
                    int twin = alike ? Array.IndexOf(_signatures, _signatures[characterClass], 0, characterClass) : -1;
                    next = _targets[characterClass] = twin >= 0 ? _targets[twin] : FindTarget(known, number, characterClass);
                }
                if (next >= 0)
                    table.AddEdge(characterClass, next);
            }
            _budget.CheckStates(known.Count);
        }
        return Utf8Expansion.Expand(_alphabet.Partition, table, _budget);
    }

    private int FindTarget(VectorTable known, int number, int characterClass)
    {
        int place = AddPlace(known[number][1], characterClass);
        if (_floats)
            PrepareEntry(characterClass, place);
        int next = Step(known[number][0], characterClass, place, floats: _floats, afterStart: number > 0);
        return next == RegexStates.Dead && !_floats ? ByteAutomaton.Dead : known.Add([next, next == RegexStates.Matched ? 0 : place]);
    }

    // For each class, which items of a state (and of the entry) read it. False if that doesn't say where it leads.
    private bool FindSignatures(int state)
    {
        ReadOnlySpan<int> items = _states.Items(state), entry = _states.Items(_entry);
        if (items.Length + entry.Length > 128 || _program.Behinds.Count > 0)
            return false;
        Array.Clear(_signatures, 0, _signatures.Length);
        return Sign(items, 0) && Sign(entry, items.Length / 2);
    }

    private bool Sign(ReadOnlySpan<int> items, int bit)
    {
        for (int i = 0; i + 1 < items.Length; i += 2, bit++)
        {
            if (items[i + 1] != RegexStates.Free)
                return false;
            for (int characterClass = 0; characterClass < _signatures.Length; characterClass++)
            {
                if (_alphabet.Contains(_program.Argument(items[i]), characterClass))
                    _signatures[characterClass] |= 1UL << bit;
            }
        }
        _budget.Spend(items.Length);
        return true;
    }

    private int MatchFrom(int place)
    {
        _closure.Clear();
        _closure.Add(_program.Entry, RegexStates.Free);
        return _closure.ToState(_contexts[place]);
    }

    // The number of the place after a character, or, after -1, of the start.
    private int AddPlace(int place, int characterClass)
    {
        int count = _program.Behinds.Count;
        if (count == 0 && place > 0)
            return place;
        var vector = new int[count + 1];
        var context = new RegexContext(place < 0, new bool[count]);
        vector[count] = place < 0 ? 1 : 0;
        for (int behind = 0; behind < count; behind++)
        {
            _closure.Clear();
            _closure.Add(_program.Behinds[behind], RegexStates.Free);
            if (place >= 0)
                AddNext(_places[place][behind], characterClass, 0);
            vector[behind] = _closure.ToState(context, isBehind: true);
            context.Behinds[behind] = _states.MatchesAtEnd(vector[behind]);
        }
        int number = _places.Add(vector);
        if (number == _contexts.Count)
            _contexts.Add(context);
        return number;
    }

    // Where a match may start anywhere and nothing asks what came before, all states but the start have the entry's own items: they are left out
    // of the sets, and what they become after a character is added from a list.
    private void PrepareEntry(int characterClass, int place)
    {
        if (_entrySteps[characterClass] is not null || _entry == RegexStates.Dead)
            return;
        StepAllObligations(_entry, characterClass, place);
        var steps = _entrySteps[characterClass] = [];
        var items = _states.Items(_entry);
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            if (TryStep(items[i], items[i + 1], characterClass, place, out int next, out int obligations))
                steps.Add(RegexStates.Pack(next, obligations));
        }
    }

    private int Step(int state, int characterClass, int place, bool floats, bool afterStart = false)
    {
        StepAllObligations(state, characterClass, place);
        _closure.Clear();
        AddNext(state, characterClass, place);
        if (floats && _entry == RegexStates.Dead)
        {
            _closure.Add(_program.Entry, RegexStates.Free);
        }
        else if (floats)
        {
            if (afterStart)
            {
                foreach (long step in _entrySteps[characterClass]!)
                    _closure.Add((int)(step >> 32), (int)step);
            }
            if (_states.MatchesAtEnd(_entry))
                _closure.AddEnd();
        }
        return _closure.ToState(_contexts[place]);
    }

    // Before anything is added: stepping obligations uses the closure, too.
    private void StepAllObligations(int state, int characterClass, int place)
    {
        var items = _states.Items(state);
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            if (items[i + 1] != RegexStates.Free)
                StepObligations(items[i + 1], characterClass, place);
        }
    }

    private void AddNext(int state, int characterClass, int place)
    {
        var items = _states.Items(state);
        _budget.Spend(items.Length);
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            if (TryStep(items[i], items[i + 1], characterClass, place, out int next, out int obligations))
                _closure.Add(next, obligations);
        }
    }

    private bool TryStep(int instruction, int before, int characterClass, int place, out int next, out int obligations)
    {
        (next, obligations) = (instruction, before);
        if (_program.KindOf(instruction) != RegexProgram.Kind.Match)
        {
            if (!_alphabet.Contains(_program.Argument(instruction), characterClass))
                return false;
            next = _program.Next(instruction);
        }
        if (obligations != RegexStates.Free)
            obligations = _obligationSteps[(obligations, characterClass, place)];
        return obligations != RegexStates.Impossible;
    }

    private int StepObligations(int obligations, int characterClass, int place)
    {
        if (_obligationSteps.TryGetValue((obligations, characterClass, place), out int known))
            return known;
        // Each takes tables of its own.
        _budget.Spend(16 + 8 * _states.Obligations(obligations).Length);
        var next = new List<int>();
        int result = RegexStates.Free;
        foreach (int obligation in _states.Obligations(obligations))
        {
            int state = StepLookAhead(obligation >> 1, characterClass, place);
            bool negative = (obligation & 1) == 1;
            if (state is RegexStates.Dead or RegexStates.Matched)
                result = (state == RegexStates.Matched) == negative ? RegexStates.Impossible : result;
            else
                next.Add(state * 2 + (negative ? 1 : 0));
        }
        if (result != RegexStates.Impossible)
            result = _states.AddObligations(next);
        _obligationSteps.Add((obligations, characterClass, place), result);
        return result;
    }

    private int StepLookAhead(int state, int characterClass, int place)
    {
        if (!_stateSteps.TryGetValue((state, characterClass, place), out int next))
        {
            next = Step(state, characterClass, place, floats: false);
            _stateSteps.Add((state, characterClass, place), next);
        }
        return next;
    }
}
