using System.Runtime.CompilerServices;

namespace FoundationModels.Generation;

/// <summary>Makes value lists.</summary>
internal static class ValueList
{
    /// <summary>Copies a span; collection expressions call it.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>Copies a caller's list, so that later changes to it are not seen, and refuses null in it.</summary>
    public static ValueList<T> Copy<T>(IEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items, name);
        if (items is ValueList<T> same)
            return same;
        T[] copy = [.. items];
        if (Array.IndexOf(copy, null) is >= 0 and int at)
            throw new ArgumentException($"Element {at} is null.", name);
        return new ValueList<T>(copy);
    }
}
