using System.Collections;

namespace FoundationModels.Generation;

/// <summary>The elements of an array that is being generated, converted when they are asked for.</summary>
internal sealed class PartialElements<T> : IReadOnlyList<T>
{
    private readonly IReadOnlyList<GeneratedContent> _elements;
    private readonly Func<GeneratedContent, T> _convert;

    public PartialElements(IReadOnlyList<GeneratedContent> elements, Func<GeneratedContent, T> convert, bool completeOnly)
    {
        _elements = elements;
        _convert = convert;

        // Only the last one can be incomplete.
        Count = completeOnly && elements.Count > 0 && !elements[^1].IsComplete ? elements.Count - 1 : elements.Count;
    }

    public int Count { get; }

    public T this[int index] =>
        (uint)index < (uint)Count ? _convert(_elements[index]) : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} elements so far.");

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
