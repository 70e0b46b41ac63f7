using System.Text;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Sdk.Tests.Grammars.Image;

/// <summary>Walks two machines side by side.</summary>
internal static class MachineComparison
{
    /// <summary>Where two machines differ on a text, state by state; null where they don't.</summary>
    public static string? Difference(GrammarMachine one, GrammarMachine other, byte[] text)
    {
        GrammarState? first = one.Start;
        GrammarState? second = other.Start;
        for (int at = 0; ; at++)
        {
            if (first is null || second is null)
                return first is null && second is null ? null : Place("taken");
            if (first.IsAccepting != second.IsAccepting)
                return Place("end");
            for (int value = 0; value < 256; value++)
            {
                if (first.LiveBytes.Contains((byte)value) != second.LiveBytes.Contains((byte)value))
                    return Place($"byte {value:X2}");
            }

            if (Completion(first) is var shortest && shortest != Completion(second))
                return Place($"completion {shortest} and {Completion(second)}");
            if (at == text.Length)
                return null;
            first = first.Step(text[at]);
            second = second.Step(text[at]);

            string Place(string what) => $"{what} behind {Encoding.UTF8.GetString(text, 0, at)}";
        }
    }

    private static string Completion(GrammarState state)
    {
        List<byte> completion = [];
        if (!state.IsAccepting)
            state.AppendShortestCompletion(completion);
        return Encoding.UTF8.GetString([.. completion]);
    }
}
