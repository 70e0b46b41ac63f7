using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Machine;

/// <summary>All texts with a number of code points within bounds.</summary>
internal sealed class LengthLanguage(int minimum, int maximum) : TextLanguage
{
    private static readonly ByteAutomaton Any = ByteAutomaton.AnyText;

    /// <summary>Gets the fewest code points.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>Gets the most code points.</summary>
    public int Maximum { get; } = maximum;

    /// <inheritdoc/>
    public override int Start => 0;

    /// <summary>The number of code points that have begun before a state.</summary>
    public static int CountOf(int state) => state / Any.StateCount;

    /// <summary>Whether a state is between two code points.</summary>
    public static bool IsBetween(int state) => state % Any.StateCount == 0;

    /// <inheritdoc/>
    public override int Next(int state, byte value)
    {
        int count = CountOf(state);
        int next = Any.Next(state % Any.StateCount, value);
        if ((value & 0xC0) != 0x80)
            count++;
        if (next < 0 || count > Maximum)
            return Dead;

        // Where nothing bounds the length, all counts from the fewest on are alike.
        return ((Maximum == int.MaxValue ? Math.Min(count, Minimum + 1) : count) * Any.StateCount) + next;
    }

    /// <inheritdoc/>
    public override int Label(int state) => IsBetween(state) && CountOf(state) >= Minimum ? 0 : -1;

    /// <inheritdoc/>
    public override (ulong Language, int State) Identity(int state)
        => (unchecked((((ulong)Minimum << 32) | (uint)Maximum) * 0x9E3779B97F4A7C15), state);

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output)
    {
        Any.AppendShortestSuffix(state % Any.StateCount, output);
        for (int count = CountOf(state); count < Minimum; count++)
            output.Add((byte)' ');
    }
}
