using System.Text;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Sdk.Tests.Grammars.Ebnf;

/// <summary>Walks the states of a grammar.</summary>
internal static class GrammarWalk
{
    /// <summary>The state behind a text, or null.</summary>
    public static GrammarState? After(GrammarMachine machine, string text)
    {
        GrammarState? state = machine.Start;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            state = state?.Step(value);
        return state;
    }

    /// <summary>Whether a text is of the grammar.</summary>
    public static bool Accepts(GrammarMachine machine, string text) => After(machine, text)?.IsAccepting == true;

    /// <summary>The shortest text that completes a state.</summary>
    public static string Completion(GrammarState state)
    {
        List<byte> output = [];
        state.AppendShortestCompletion(output);
        return Encoding.UTF8.GetString([.. output]);
    }

    /// <summary>Takes random bytes of those that are allowed, and checks at each step that the shortest completion completes.</summary>
    /// <returns>Whether it always did.</returns>
    public static bool CompletesAnywhere(GrammarMachine machine, int seed, int steps)
    {
        var random = new Random(seed);
        var state = machine.Start;
        for (int step = 0; step < steps; step++)
        {
            List<byte> completion = [];
            state.AppendShortestCompletion(completion);
            GrammarState? end = state;
            foreach (byte value in completion)
                end = end?.Step(value);
            if (end?.IsAccepting != true || completion.Count != state.ShortestCompletionLength)
                return false;
            var allowed = Enumerable.Range(0, 256).Where(value => state.LiveBytes.Contains((byte)value)).ToList();
            if (allowed.Count == 0)
                return state.IsAccepting;
            if (state.Step((byte)allowed[random.Next(allowed.Count)]) is not { } next || Enumerable.Range(0, 256).Any(v => !allowed.Contains(v) && state.Step((byte)v) is not null))
                return false;
            // One byte more brings the end nearer by one at most.
            if (next.ShortestCompletionLength < state.ShortestCompletionLength - 1)
                return false;
            state = next;
        }
        return true;
    }
}
