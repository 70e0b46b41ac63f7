using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>
/// The variable <c>loop</c>. It looks one item ahead only when it is asked to, because the items may be made by a filter that reads
/// what the loop's body sets.
/// </summary>
internal sealed class LoopValue(IEnumerable<TemplateValue> source, int? count, int depth, Func<RenderState, LoopValue, TemplateValue, TemplateValue>? recurse)
    : TemplateValue
{
    private readonly IEnumerator<TemplateValue> _items = source.GetEnumerator();
    private readonly Queue<TemplateValue> _ahead = new();
    private int? _count = count;
    private int _index = -1;
    private TemplateValue? _previous;
    private TemplateValue? _current;
    private TemplateValue? _lastChanged;

    /// <inheritdoc/>
    public override string TypeName => "LoopContext";

    /// <inheritdoc/>
    public override bool IsCallable => recurse is not null;

    /// <inheritdoc/>
    public override int? Count => TotalCount();

    /// <summary>Gets how many loops of this recursion are open, counted from 0.</summary>
    public int Depth { get; } = depth;

    /// <summary>Goes on to the next item.</summary>
    public bool TryNext(out TemplateValue item)
    {
        if (!_ahead.TryDequeue(out TemplateValue? next))
            next = _items.MoveNext() ? _items.Current : null;
        item = next ?? NoneValue.Instance;
        if (next is null)
            return false;
        _previous = _current;
        _current = next;
        _index++;
        return true;
    }

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) => name switch
    {
        "index" => Integer(_index + 1),
        "index0" => Integer(_index),
        "revindex" => Integer(TotalCount() - _index),
        "revindex0" => Integer(TotalCount() - _index - 1),
        "first" => BooleanValue.Of(_index == 0),
        "last" => BooleanValue.Of(Peek() is null),
        "length" => Integer(TotalCount()),
        "depth" => Integer(Depth + 1),
        "depth0" => Integer(Depth),
        "previtem" => _previous ?? new UndefinedValue("there is no previous item"),
        "nextitem" => Peek() ?? new UndefinedValue("there is no next item"),
        "cycle" => new FunctionValue(name, (_, arguments) => Cycle(arguments)),
        "changed" => new FunctionValue(name, (_, arguments) => Changed(arguments)),
        _ => null,
    };

    /// <inheritdoc/>
    public override TemplateValue Call(RenderState state, CallArguments arguments)
    {
        if (recurse is null)
            throw new TemplateFault("The loop must have the 'recursive' marker to be called recursively.");
        return recurse(state, this, arguments.Bind("loop", 1, "iterable")[0]!);
    }

    private static IntegerValue Integer(int value) => new(new BigInteger(value));

    private TemplateValue? Peek()
    {
        if (_ahead.TryPeek(out TemplateValue? next))
            return next;
        if (!_items.MoveNext())
            return null;
        _ahead.Enqueue(_items.Current);
        return _items.Current;
    }

    private int TotalCount()
    {
        if (_count is null)
        {
            while (_items.MoveNext())
                _ahead.Enqueue(_items.Current);
            _count = _index + 1 + _ahead.Count;
        }

        return _count.Value;
    }

    private TemplateValue Cycle(CallArguments arguments) => arguments.Positional.Count == 0
        ? throw new TemplateFault("no items for cycling given")
        : arguments.Positional[_index % arguments.Positional.Count];

    private BooleanValue Changed(CallArguments arguments)
    {
        ListValue now = new(arguments.Positional, isTuple: true);
        bool changed = _lastChanged is null || !PythonEquality.Instance.Equals(_lastChanged, now);
        _lastChanged = now;
        return BooleanValue.Of(changed);
    }
}
