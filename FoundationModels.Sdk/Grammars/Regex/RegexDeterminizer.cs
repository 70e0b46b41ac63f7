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

    /// <summary>Prepares an expression.</summary>
    public RegexDeterminizer(RegexProgram program, AutomatonBudget budget)
    {
        (_program, _budget) = (program, budget);
        _alphabet = new CharacterAlphabet(program.Sets, budget);
        _closure = new RegexClosure(program, _states, budget);
        _places = new VectorTable(program.Behinds.Count + 1);
        AddPlace(-1, -1);
        _floats = program.Behinds.Count > 0 || MatchFrom(AddPlace(0, 0)) != RegexStates.Dead;
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
            int state = known[number][0], place = known[number][1];
            table.AddState(_states.MatchesAtEnd(state) ? 0 : -1);
            for (int characterClass = 0; characterClass < classCount; characterClass++)
            {
                if (state == RegexStates.Matched)
                {
                    table.AddEdge(characterClass, number);
                    continue;
                }
                int nextPlace = AddPlace(place, characterClass);
                int next = Step(state, characterClass, nextPlace, floats: _floats);
                if (next != RegexStates.Dead || _floats)
                    table.AddEdge(characterClass, known.Add([next, next == RegexStates.Matched ? 0 : nextPlace]));
            }
            _budget.CheckStates(known.Count);
        }
        return Utf8Expansion.Expand(_alphabet.Partition, table, _budget);
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

    private int Step(int state, int characterClass, int place, bool floats)
    {
        // Obligations first: stepping them uses the closure, too.
        var items = _states.Items(state);
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            if (items[i + 1] != RegexStates.Free)
                StepObligations(items[i + 1], characterClass, place);
        }
        _closure.Clear();
        AddNext(state, characterClass, place);
        if (floats)
            _closure.Add(_program.Entry, RegexStates.Free);
        return _closure.ToState(_contexts[place]);
    }

    private void AddNext(int state, int characterClass, int place)
    {
        var items = _states.Items(state);
        _budget.Spend(items.Length);
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            int instruction = items[i], obligations = items[i + 1];
            bool matched = _program.KindOf(instruction) == RegexProgram.Kind.Match;
            if (!matched && !_alphabet.Contains(_program.Argument(instruction), characterClass))
                continue;
            if (obligations != RegexStates.Free)
                obligations = _obligationSteps[(obligations, characterClass, place)];
            if (obligations != RegexStates.Impossible)
                _closure.Add(matched ? instruction : _program.Next(instruction), obligations);
        }
    }

    private int StepObligations(int obligations, int characterClass, int place)
    {
        if (_obligationSteps.TryGetValue((obligations, characterClass, place), out int known))
            return known;
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
