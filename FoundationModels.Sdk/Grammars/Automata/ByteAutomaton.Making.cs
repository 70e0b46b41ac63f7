using System.Text;

namespace FoundationModels.Grammars.Automata;

/// <content>The ways to make one.</content>
internal sealed partial class ByteAutomaton
{
    /// <summary>Gets the language of all texts: well-formed UTF-8, so no surrogates.</summary>
    public static ByteAutomaton AnyText { get; } = Utf8Expansion.OfLengths(0, null, AutomatonLimits.Default);

    /// <summary>A set of texts.</summary>
    /// <param name="texts">The texts. Of equal ones, the first counts.</param>
    /// <param name="labelled">Whether each text is labelled with its index; otherwise all have the label 0.</param>
    public static ByteAutomaton OfTexts(IReadOnlyList<string> texts, bool labelled = false)
    {
        var words = new List<KeyValuePair<byte[], int>>(texts.Count);
        for (int i = 0; i < texts.Count; i++)
        {
            // A lone surrogate has no UTF-8: no output can contain it.
            if (TryEncode(texts[i], out var word))
                words.Add(new(word, labelled ? i : 0));
        }
        return OfWords(words);
    }

    /// <summary>A set of words with their labels.</summary>
    /// <param name="words">The words. Of equal ones, the first counts.</param>
    public static ByteAutomaton OfWords(IEnumerable<KeyValuePair<byte[], int>> words)
    {
        var sorted = words.ToArray();
        var order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (left, right) =>
        {
            int difference = sorted[left].Key.AsSpan().SequenceCompareTo(sorted[right].Key);
            return difference != 0 ? difference : left.CompareTo(right);
        });
        var set = new WordSetBuilder();
        foreach (int index in order)
            set.Add(sorted[index].Key, sorted[index].Value);
        return set.ToAutomaton();
    }

    /// <summary>All texts of some lengths, in code points.</summary>
    /// <param name="minimum">The smallest length.</param>
    /// <param name="maximum">The greatest length, or null for any.</param>
    /// <param name="limits">The limits, or null for the usual ones.</param>
    /// <exception cref="GrammarRefusal">The lengths need too many states.</exception>
    public static ByteAutomaton OfLengths(int minimum, int? maximum, AutomatonLimits? limits = null) =>
        Utf8Expansion.OfLengths(minimum, maximum, limits ?? AutomatonLimits.Default);

    /// <summary>The language of all words that a combination of languages labels.</summary>
    /// <param name="parts">The languages.</param>
    /// <param name="label">
    /// The label of the words that exactly some of the parts have (bit i of the words of bits for part i), or -1 for none. The array is used again.
    /// A label without any bit makes words of all bytes: put a universe among the parts to make a complement.
    /// </param>
    /// <param name="limits">The limits.</param>
    /// <param name="cancellation">Stops the construction.</param>
    /// <exception cref="GrammarRefusal">It needs too many states.</exception>
    public static ByteAutomaton Combine(
        IReadOnlyList<ByteAutomaton> parts, Func<ulong[], int> label, AutomatonLimits? limits = null, CancellationToken cancellation = default) =>
        new AutomatonProduct(parts, label, new AutomatonBudget(limits ?? AutomatonLimits.Default, cancellation)).Build();

    /// <summary>The words that both languages have, with the label 0.</summary>
    public static ByteAutomaton Both(ByteAutomaton left, ByteAutomaton right, AutomatonLimits? limits = null, CancellationToken cancellation = default) =>
        Combine([left, right], static bits => bits[0] == 3 ? 0 : -1, limits, cancellation);

    /// <summary>The words that one of the languages has, with the label 0.</summary>
    public static ByteAutomaton Either(ByteAutomaton left, ByteAutomaton right, AutomatonLimits? limits = null, CancellationToken cancellation = default) =>
        Combine([left, right], static bits => bits[0] != 0 ? 0 : -1, limits, cancellation);

    /// <summary>The words of the first language that the second one lacks, with the label 0.</summary>
    public static ByteAutomaton Except(ByteAutomaton left, ByteAutomaton right, AutomatonLimits? limits = null, CancellationToken cancellation = default) =>
        Combine([left, right], static bits => bits[0] == 1 ? 0 : -1, limits, cancellation);

    private static bool TryEncode(string text, out byte[] word)
    {
        word = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        word = Encoding.UTF8.GetBytes(text);
        return true;
    }
}
