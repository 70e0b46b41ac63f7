namespace FoundationModels.Grammars.Automata;

/// <summary>Lists the words of an automaton that has few.</summary>
internal static class WordList
{
    /// <summary>All words, or null where there are more than a number.</summary>
    /// <param name="automaton">The automaton.</param>
    /// <param name="most">The most words.</param>
    public static List<byte[]>? Of(ByteAutomaton automaton, int most)
    {
        List<byte[]> words = [];
        return automaton.IsEmpty || Add(automaton, 0, [], most, words) ? words : null;
    }

    // Every state leads to a word, so that going on costs no more than the words that it finds; a way longer than the automaton goes round in circles, and there is no end of words.
    private static bool Add(ByteAutomaton automaton, int state, List<byte> way, int most, List<byte[]> words)
    {
        if (way.Count >= automaton.StateCount)
            return false;
        if (automaton.Label(state) >= 0)
        {
            if (words.Count == most)
                return false;
            words.Add([.. way]);
        }
        for (int value = 0; value < 256; value++)
        {
            int next = automaton.Next(state, (byte)value);
            if (next < 0)
                continue;
            way.Add((byte)value);
            if (!Add(automaton, next, way, most, words))
                return false;
            way.RemoveAt(way.Count - 1);
        }
        return true;
    }
}
