namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Turns the matches and gaps of one piece, given in order, into pieces according to a <see cref="SplitBehavior"/>.</summary>
internal ref struct SplitAssembler(PieceList pieces, SplitBehavior behavior)
{
    private int _start = -1;
    private int _end;
    private bool _isMatch;

    /// <summary>Takes the next match or gap.</summary>
    public void Add(int start, int end, bool isMatch)
    {
        bool joins = _start >= 0 && behavior switch
        {
            SplitBehavior.Contiguous => isMatch == _isMatch,
            SplitBehavior.MergedWithPrevious => isMatch && !_isMatch,
            SplitBehavior.MergedWithNext => !isMatch && _isMatch,
            _ => false,
        };
        if (joins)
        {
            _end = end;
            _isMatch = isMatch;
            return;
        }

        Complete();
        (_start, _end, _isMatch) = (start, end, isMatch);
    }

    /// <summary>Adds the last piece.</summary>
    public void Complete()
    {
        if (_start >= 0 && !(behavior == SplitBehavior.Removed && _isMatch))
            pieces.Add(_start, _end);
        _start = -1;
    }
}
