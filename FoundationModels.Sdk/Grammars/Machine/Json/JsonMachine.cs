using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>The automaton of JSON that fits a schema.</summary>
/// <remarks>
/// It is deterministic: where a schema says "one of", "not" or "if", the formulas of <see cref="SchemaTables"/> are kept and evaluated as properties and items are read, so that nothing has to be
/// tried in parallel or multiplied out. A value is told what it has to fit and which questions to answer; the object or array around it goes on from the answers.
/// </remarks>
internal sealed class JsonMachine : GrammarMachine
{
    private readonly Dictionary<StateKey, JsonState> _states = [];
    private readonly Dictionary<ValueKey, ValueGoal> _goals = [];
    private readonly Dictionary<FrameKey, JsonFrame> _frames = [];
    private readonly Dictionary<GrammarState, JsonState> _starts = [];
    private JsonState? _start;

    /// <summary>Initializes the machine.</summary>
    /// <param name="tables">The schema.</param>
    /// <param name="root">What the whole text has to fit.</param>
    /// <param name="options">How texts are written.</param>
    /// <param name="gate">The lock of the machine around this one; null for one of its own.</param>
    public JsonMachine(SchemaTables tables, Formula root, GrammarOptions options, Lock? gate = null)
    {
        Gate = gate ?? new Lock();
        Tables = tables;
        Options = options;
        Layout = new JsonLayout(options.Whitespace);
        Inhabitants = new Inhabitants(this);
        Objects = new ObjectSituations(this);
        Arrays = new ArraySituations(this);
        Shortest = new ShortestValues(this);
        Root = Goal(root, []);
    }

    /// <summary>Gets the lock under which everything here is made.</summary>
    public Lock Gate { get; }

    public SchemaTables Tables { get; }

    public GrammarOptions Options { get; }

    public JsonLayout Layout { get; }

    public Inhabitants Inhabitants { get; }

    public ObjectSituations Objects { get; }

    public ArraySituations Arrays { get; }

    public AnswerTable Answers { get; } = new();

    public ShortestValues Shortest { get; }

    /// <summary>Gets all values of formulas that few values fit, as far as they were counted: up to which number, and the values if there are fewer.</summary>
    public Dictionary<Formula, (int Bound, List<JsonLiteral>? All)> ValueLists { get; } = [];

    /// <summary>Gets the beginning of all captured texts.</summary>
    public Capture CaptureRoot { get; } = Capture.Begin();

    /// <summary>Gets whether only one spelling of each value is allowed.</summary>
    public bool IsCanonical => Options.Spelling == GrammarSpelling.Canonical;

    /// <summary>Gets what the whole text has to fit.</summary>
    public ValueGoal Root { get; }

    /// <summary>Gets the number of bytes that a text has at least, without white space that the layout may demand.</summary>
    public int ShortestLength => Shortest.LengthOf(Root);

    /// <inheritdoc/>
    public override GrammarState Start
    {
        get
        {
            lock (Gate)
                return _start ??= ValueState.Of(this, Root, new RootFrame(this), new JsonContext(Layout.Start, null), JsonGap.Other);
        }
    }

    /// <summary>The state before a text that stands in another one. Under the lock.</summary>
    /// <param name="behind">The state behind the text.</param>
    public JsonState StartBefore(GrammarState behind)
    {
        if (!_starts.TryGetValue(behind, out JsonState? start))
            _starts.Add(behind, start = ValueState.Of(this, Root, new ContinuationFrame(this, behind), new JsonContext(Layout.Start, null), JsonGap.Other));
        return start;
    }

    /// <summary>The goal with a formula and questions.</summary>
    public ValueGoal Goal(Formula goal, Formula[] questions)
    {
        ValueKey key = new(goal, questions);
        if (!_goals.TryGetValue(key, out ValueGoal? found))
            _goals.Add(key, found = new ValueGoal(goal, questions));
        return found;
    }

    /// <summary>The forms of a goal.</summary>
    public ValueForms FormsOf(ValueGoal goal) => goal.Forms ??= new ValueForms(this, goal);

    /// <summary>The frame of a property's value.</summary>
    public JsonFrame NamedFrame(ObjectSituation situation, ObjectMember member, string? name, JsonFrame outer, int layout)
    {
        FrameKey key = new(situation, member, name, outer, layout, false);
        if (!_frames.TryGetValue(key, out JsonFrame? frame))
            _frames.Add(key, frame = new ObjectFrame(this, situation, member, name, outer, layout));
        return frame;
    }

    /// <summary>The frame of an item.</summary>
    public JsonFrame ItemFrame(ArraySituation situation, JsonFrame outer, int layout, Capture? start, bool isInner)
    {
        FrameKey key = new(situation, start, null, outer, layout, isInner);
        if (!_frames.TryGetValue(key, out JsonFrame? frame))
            _frames.Add(key, frame = new ArrayFrame(this, situation, outer, layout, start, isInner));
        return frame;
    }

    /// <summary>The one state for a key.</summary>
    public JsonState State(in StateKey key, Func<JsonMachine, StateKey, JsonState> make)
    {
        if (!_states.TryGetValue(key, out JsonState? state))
        {
            // The states that others hold on to stay valid; only equal ones may be made once more.
            if (_states.Count >= MostStates)
            {
                _states.Clear();
                _frames.Clear();
            }

            _states.Add(key, state = make(this, key));
        }

        return state;
    }

    private const int MostStates = 200_000;

    private readonly record struct FrameKey(object Situation, object? Detail, string? Name, JsonFrame Outer, int Layout, bool IsInner);

    private readonly struct ValueKey(Formula goal, Formula[] questions) : IEquatable<ValueKey>
    {
        private readonly Formula _goal = goal;
        private readonly Formula[] _questions = questions;

        public bool Equals(ValueKey other) => _goal == other._goal && _questions.AsSpan().SequenceEqual(other._questions);

        public override bool Equals(object? obj) => obj is ValueKey other && Equals(other);

        public override int GetHashCode()
        {
            int hash = _goal.Id;
            foreach (Formula question in _questions)
                hash = (hash * 31) + question.Id;
            return hash;
        }
    }
}
