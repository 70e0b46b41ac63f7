namespace FoundationModels.ChatTemplates;

/// <summary>
/// A merge sort by keys. The library's sorts wrap what a comparison throws, and here a comparison that is not defined is an everyday fault.
/// </summary>
internal static class StableSort
{
    /// <summary>The items in the order of their keys; items with equal keys keep their order, also where the order is reversed.</summary>
    /// <exception cref="TemplateFault">Two keys have no order.</exception>
    public static List<T> Sort<T>(RenderState state, IEnumerable<T> items, Func<T, TemplateValue> key, bool isReversed = false)
    {
        (TemplateValue Key, T Item)[] entries = [.. items.Select(item => (key(item), item))];
        (TemplateValue Key, T Item)[] other = new (TemplateValue, T)[entries.Length];
        for (int width = 1; width < entries.Length; width *= 2)
        {
            for (int start = 0; start < entries.Length; start += 2 * width)
                Merge(state, entries, other, start, Math.Min(start + width, entries.Length), Math.Min(start + (2 * width), entries.Length), isReversed);
            (entries, other) = (other, entries);
        }

        return [.. entries.Select(e => e.Item)];
    }

    private static void Merge<T>(
        RenderState state, (TemplateValue Key, T Item)[] from, (TemplateValue Key, T Item)[] to, int left, int middle, int end, bool isReversed)
    {
        int right = middle;
        for (int at = left; at < end; at++)
        {
            state.Charge(1);
            bool takesLeft = right == end || (left < middle && !Precedes(from[right].Key, from[left].Key, isReversed));
            to[at] = takesLeft ? from[left++] : from[right++];
        }
    }

    private static bool Precedes(TemplateValue first, TemplateValue second, bool isReversed) =>
        isReversed ? PythonComparison.Order("<", second, first) < 0 : PythonComparison.Order("<", first, second) < 0;
}
