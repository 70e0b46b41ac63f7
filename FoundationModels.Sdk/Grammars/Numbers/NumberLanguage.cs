using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Numbers;

/// <summary>
/// Builds the automaton of numbers with some property. The texts are those of which the properties of values are decidable byte by byte: plain decimals, and
/// scientific ones with one digit other than zero before the point. (Whether <c>0.00…012e5</c> is below a bound takes a counter.)
/// </summary>
internal abstract class NumberLanguage
{
    /// <summary>The symbol of the sign in <see cref="Advance"/>. Digits are their values; the point and the letter never matter.</summary>
    protected const int Minus = 13;

    private const int Point = 10;
    private const int Letter = 11;
    private const int Plus = 12;
    private const int SymbolCount = 14;

    // How many numbers a derived class keeps of what it has read.
    private const int Width = 4;

    private static readonly byte[] SymbolClasses = ChooseClasses();

    /// <summary>Builds the automaton.</summary>
    public ByteAutomaton Build(AutomatonBudget budget)
    {
        var table = new AutomatonTable(SymbolClasses, SymbolCount + 1, 512);
        var states = new VectorTable(Width + 1);
        Span<int> current = stackalloc int[Width + 1], next = stackalloc int[Width + 1];
        current.Clear();
        states.Add(current);
        for (int state = 0; state < states.Count; state++)
        {
            states[state].CopyTo(current);
            var phase = (NumberPhase)current[Width];
            table.AddState(IsEnd(phase) && Accepts(phase, current) ? 0 : -1);
            for (int symbol = 0; symbol < SymbolCount; symbol++)
            {
                if (Next(phase, symbol) is not { } target)
                    continue;
                current.CopyTo(next);
                if (!Advance(phase, ref target, symbol, next))
                    continue;
                next[Width] = (int)target;
                table.AddEdge(symbol, states.Add(next));
            }
            budget.Spend(SymbolCount);
            budget.CheckStates(states.Count);
        }
        return table.ToMinimal();
    }

    /// <summary>Takes one more symbol into account.</summary>
    /// <param name="from">The phase before it.</param>
    /// <param name="to">The phase after it.</param>
    /// <param name="symbol">The digit, or another symbol.</param>
    /// <param name="value">What is known of the number, at the start zeros.</param>
    /// <returns>Whether a number of the language can still come.</returns>
    protected abstract bool Advance(NumberPhase from, ref NumberPhase to, int symbol, Span<int> value);

    /// <summary>Whether a number that ends here is of the language.</summary>
    protected abstract bool Accepts(NumberPhase phase, ReadOnlySpan<int> value);

    private static NumberPhase? Next(NumberPhase phase, int symbol) => phase switch
    {
        NumberPhase.Start when symbol == Minus => NumberPhase.Minus,
        NumberPhase.Start or NumberPhase.Minus when symbol == 0 => NumberPhase.Zero,
        NumberPhase.Start or NumberPhase.Minus when symbol < Point => NumberPhase.Digit,
        NumberPhase.Digit or NumberPhase.Whole when symbol < Point => NumberPhase.Whole,
        NumberPhase.Zero or NumberPhase.Whole when symbol == Point => NumberPhase.Point,
        NumberPhase.Point or NumberPhase.Fraction when symbol < Point => NumberPhase.Fraction,
        NumberPhase.Digit when symbol == Point => NumberPhase.DigitPoint,
        NumberPhase.DigitPoint or NumberPhase.DigitFraction when symbol < Point => NumberPhase.DigitFraction,
        NumberPhase.Digit or NumberPhase.DigitFraction when symbol == Letter => NumberPhase.Exponent,
        NumberPhase.Exponent when symbol is Plus or Minus => NumberPhase.ExponentSign,
        NumberPhase.Exponent or NumberPhase.ExponentSign or NumberPhase.ExponentDigits when symbol < Point => NumberPhase.ExponentDigits,
        _ => null,
    };

    private static bool IsEnd(NumberPhase phase) => phase is NumberPhase.Zero or NumberPhase.Digit or NumberPhase.Whole
        or NumberPhase.Fraction or NumberPhase.DigitFraction or NumberPhase.ExponentDigits;

    private static byte[] ChooseClasses()
    {
        var classes = new byte[256];
        for (int value = 0; value < classes.Length; value++)
        {
            classes[value] = (byte)((char)value switch
            {
                >= '0' and <= '9' => value - '0',
                '.' => Point,
                'e' or 'E' => Letter,
                '+' => Plus,
                '-' => Minus,
                _ => SymbolCount,
            });
        }
        return classes;
    }
}
