namespace FoundationModels.Grammars.Automata;

/// <summary>A partition of the numbers below a bound whose sets are split by marking members: the marked part of every touched set becomes a set of its own.</summary>
internal sealed class RefinablePartition
{
    private readonly int[] _elements;
    private readonly int[] _location;
    private readonly int[] _setOf;
    private readonly int[] _first;
    private readonly int[] _past;
    private readonly int[] _marked;
    private readonly int[] _touched;
    private int _touchedCount;

    /// <summary>Sorts elements into their first sets.</summary>
    /// <param name="keys">For each element, the number of its set.</param>
    /// <param name="keyCount">How many numbers there are. Those that no element has get no set.</param>
    public RefinablePartition(ReadOnlySpan<int> keys, int keyCount)
    {
        int count = keys.Length;
        _elements = new int[count];
        _location = new int[count];
        _setOf = new int[count];
        _first = new int[count];
        _past = new int[count];
        _marked = new int[count];
        _touched = new int[count];
        var start = new int[keyCount + 1];
        foreach (int key in keys)
            start[key + 1]++;
        for (int key = 0; key < keyCount; key++)
        {
            if (start[key + 1] > 0)
            {
                _first[SetCount] = start[key];
                _past[SetCount++] = start[key] + start[key + 1];
            }
            start[key + 1] += start[key];
        }
        for (int element = 0; element < count; element++)
            _elements[start[keys[element]]++] = element;
        for (int set = 0; set < SetCount; set++)
        {
            for (int place = _first[set]; place < _past[set]; place++)
            {
                _location[_elements[place]] = place;
                _setOf[_elements[place]] = set;
            }
        }
    }

    /// <summary>Gets how many sets there are.</summary>
    public int SetCount { get; private set; }

    /// <summary>The set of an element.</summary>
    public int SetOf(int element) => _setOf[element];

    /// <summary>The members of a set.</summary>
    public ReadOnlySpan<int> Members(int set) => new(_elements, _first[set], _past[set] - _first[set]);

    /// <summary>Marks an element. It may move within its set.</summary>
    public void Mark(int element)
    {
        int set = _setOf[element], place = _location[element], border = _first[set] + _marked[set];
        if (place < border)
            return;
        int other = _elements[border];
        _elements[place] = other;
        _location[other] = place;
        _elements[border] = element;
        _location[element] = border;
        if (_marked[set]++ == 0)
            _touched[_touchedCount++] = set;
    }

    /// <summary>Splits every set that has both marked and other members; the smaller part becomes the new set.</summary>
    public void Split()
    {
        while (_touchedCount > 0)
        {
            int set = _touched[--_touchedCount], border = _first[set] + _marked[set], added = SetCount;
            if (border < _past[set])
            {
                if (_marked[set] <= _past[set] - border)
                {
                    _first[added] = _first[set];
                    _past[added] = _first[set] = border;
                }
                else
                {
                    _past[added] = _past[set];
                    _first[added] = _past[set] = border;
                }
                for (int place = _first[added]; place < _past[added]; place++)
                    _setOf[_elements[place]] = added;
                SetCount++;
            }
            _marked[set] = 0;
        }
    }
}
