namespace FoundationModels.Grammars.Ebnf;

/// <summary>What may come behind a rule at some place of a text: the productions that wait for it, and in turn what may come behind those.</summary>
/// <remarks>Equal situations are one object, and continuations may lead back to themselves: behind a left-recursive rule, it may come again.</remarks>
/// <param name="id">Its number.</param>
internal sealed class Continuation(int id)
{
    private int _best = -1;

    /// <summary>Gets its number.</summary>
    public int Id { get; } = id;

    /// <summary>Gets whether the text may end here.</summary>
    public bool Accepts { get; init; }

    /// <summary>Gets the productions: the place at which each goes on, and what comes behind it.</summary>
    public IReadOnlyList<(int Position, Continuation Return)> Items { get; private set; } = [];

    /// <summary>Gets the number of bytes of the shortest text to the end of everything.</summary>
    public long Distance { get; private set; } = ShortestTexts.None;

    /// <summary>Gets the production of the shortest text.</summary>
    public (int Position, Continuation Return) Best => Items[_best];

    /// <summary>Makes the continuation at which the text may end.</summary>
    public static Continuation MakeEnd(int id) => new(id) { Accepts = true, Distance = 0 };

    /// <summary>Says which productions wait.</summary>
    public void Fill(IReadOnlyList<(int Position, Continuation Return)> items) => Items = items;

    /// <summary>Looks for a shorter way to the end.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Improve(EbnfGrammar grammar)
    {
        bool improved = false;
        for (int i = 0; i < Items.Count; i++)
        {
            long length = Math.Min(ShortestTexts.None, grammar.RestLength(Items[i].Position) + Items[i].Return.Distance);
            if (length < Distance)
            {
                (Distance, _best) = (length, i);
                improved = true;
            }
        }
        return improved;
    }
}
