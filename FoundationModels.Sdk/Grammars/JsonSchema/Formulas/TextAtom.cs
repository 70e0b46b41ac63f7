using System.Text;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The statement that a text, a string's content or a number's digits, is in a language; for strings also that its length is within bounds.</summary>
internal sealed class TextAtom
{
    private Func<ByteAutomaton>? _make;
    private ByteAutomaton? _automaton;
    private HashSet<string>? _texts;
    private IReadOnlyList<string>? _list;
    private bool _isListed;

    // Patterns like ^(north|south)$ are lists; automata with more states than this are not looked at.
    private const int MostListedStates = 1_000;
    private const int MostListed = 256;

    private TextAtom(string pointer) => Pointer = pointer;

    /// <summary>Gets where the schema says so.</summary>
    public string Pointer { get; }

    /// <summary>Gets the texts of a finite language, in order; null for others.</summary>
    public IReadOnlyList<string>? Texts { get; private init; }

    /// <summary>Gets the fewest code points.</summary>
    public long MinimumLength { get; private init; }

    /// <summary>Gets the most code points.</summary>
    public long MaximumLength { get; private init; } = long.MaxValue;

    /// <summary>Gets whether this is about the length alone.</summary>
    public bool IsLength { get; private init; }

    /// <summary>Gets what is known of the language without its automaton.</summary>
    public TextAtomShape Shape { get; private init; }

    /// <summary>A language whose automaton is made when it is needed.</summary>
    /// <param name="make">Makes the automaton.</param>
    /// <param name="pointer">Where the schema says so.</param>
    /// <param name="shape">What is known of it without the automaton.</param>
    public static TextAtom Of(Func<ByteAutomaton> make, string pointer, TextAtomShape shape = TextAtomShape.Unknown) => new(pointer) { _make = make, Shape = shape };

    /// <summary>A list of texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="pointer">Where the schema says so.</param>
    public static TextAtom Of(IReadOnlyList<string> texts, string pointer)
        => new(pointer) { Shape = texts.Count > 0 ? TextAtomShape.Inhabited : TextAtomShape.Unknown, Texts = texts, _make = () => ByteAutomaton.OfTexts(texts) };

    /// <summary>Bounds of the length.</summary>
    /// <param name="minimum">The fewest code points.</param>
    /// <param name="maximum">The most code points.</param>
    /// <param name="pointer">Where the schema says so.</param>
    public static TextAtom OfLength(long minimum, long maximum, string pointer) => new(pointer)
    {
        MinimumLength = minimum,
        MaximumLength = maximum,
        IsLength = true,
        Shape = minimum <= maximum ? TextAtomShape.Inhabited : TextAtomShape.Unknown,
        _make = () => ByteAutomaton.OfLengths(Bounded(minimum), maximum == long.MaxValue ? null : Bounded(maximum)),
    };

    /// <summary>The automaton of the language.</summary>
    /// <exception cref="GrammarRefusal">It would be too large.</exception>
    public ByteAutomaton GetAutomaton()
    {
        if (_automaton is not null)
            return _automaton;
        try
        {
            _automaton = _make!();
            _make = null;
            return _automaton;
        }
        catch (GrammarRefusal e)
        {
            throw e.At(Pointer);
        }
    }

    /// <summary>The texts of the language where they are few, also of one that is no list by itself; null for others.</summary>
    /// <exception cref="GrammarRefusal">The automaton would be too large.</exception>
    public IReadOnlyList<string>? GetTexts()
    {
        if (Texts is not null || IsLength || _isListed)
            return Texts ?? _list;
        ByteAutomaton automaton = GetAutomaton();
        if (automaton.StateCount <= MostListedStates && WordList.Of(automaton, MostListed) is { } words)
            _list = words.ConvertAll(w => Encoding.UTF8.GetString(w));
        _isListed = true;
        return _list;
    }

    /// <summary>Whether a text is in the language.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The same text in UTF-8.</param>
    public bool Contains(string text, byte[] bytes)
    {
        if (Texts is { } texts)
            return (_texts ??= new HashSet<string>(texts, StringComparer.Ordinal)).Contains(text);
        if (!IsLength)
            return GetAutomaton().Match(bytes) >= 0;
        int length = 0;
        foreach (byte value in bytes)
            length += (value & 0xC0) != 0x80 ? 1 : 0;
        return length >= MinimumLength && length <= MaximumLength;
    }

    private static int Bounded(long length) => length <= int.MaxValue
        ? (int)length
        : throw new GrammarRefusal("", $"A length of {length} together with other rules for the text needs too large an automaton. Lower it.");
}
