namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The members or items of one value that some keyword has looked at, for the <c>unevaluated</c> keywords.</summary>
internal sealed class Evaluated(int count)
{
    private readonly bool[] _seen = new bool[count];

    public bool this[int index] => _seen[index];

    public void Add(int index) => _seen[index] = true;

    public void AddAll() => Array.Fill(_seen, true);

    public void Add(Evaluated other)
    {
        for (int i = 0; i < _seen.Length; i++)
            _seen[i] |= other._seen[i];
    }
}
