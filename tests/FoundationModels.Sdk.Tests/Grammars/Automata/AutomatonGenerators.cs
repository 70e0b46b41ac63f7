using FoundationModels.Grammars.Automata;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Automata;

/// <summary>Makes small automata over the letters a and b, and all short words of these.</summary>
internal static class AutomatonGenerators
{
    /// <summary>Every word of up to seven letters.</summary>
    public static IReadOnlyList<byte[]> Words { get; } =
    [
        .. from length in Enumerable.Range(0, 8)
           from bits in Enumerable.Range(0, 1 << length)
           select Enumerable.Range(0, length).Select(place => (byte)('a' + (bits >> place & 1))).ToArray(),
    ];

    /// <summary>Random tables with up to six states, most of them with dead and equivalent states.</summary>
    public static Gen<ByteAutomaton> Automata { get; } =
        from count in Gen.Choose(1, 6)
        from labels in Gen.Choose(-2, 1).ArrayOf(count)
        from targets in Gen.Choose(-2, count - 1).ArrayOf(count * 2)
        select Make(labels, targets);

    private static ByteAutomaton Make(int[] labels, int[] targets)
    {
        byte[] classes = [.. Enumerable.Range(0, 256).Select(value => (byte)(value == 'a' ? 0 : value == 'b' ? 1 : 2))];
        AutomatonTable table = new(classes, 3);
        for (int state = 0; state < labels.Length; state++)
        {
            table.AddState(Math.Max(labels[state], -1));
            for (int letter = 0; letter < 2; letter++)
            {
                if (targets[state * 2 + letter] >= 0)
                    table.AddEdge(letter, targets[state * 2 + letter]);
            }
        }
        return table.ToMinimal();
    }
}
