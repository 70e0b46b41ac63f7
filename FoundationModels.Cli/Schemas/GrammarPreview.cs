using System.Globalization;
using System.Text;

using FoundationModels.Grammars.Machine;

namespace FoundationModels.Cli.Schemas;

/// <summary>What a grammar says about texts, in a few lines.</summary>
internal static class GrammarPreview
{
    private const int MostForced = 256;
    private const int MostListed = 32;

    /// <summary>The lines: what every text begins with, what may come then, and the shortest text.</summary>
    public static string Write(CompiledGrammar grammar, GrammarOptions options)
    {
        string order = options.PropertyOrder == PropertyOrder.Declared ? "in declared order" : "in any order";
        List<byte> forced = [];
        GrammarState state = Follow(grammar.Start, forced);
        List<byte> shortest = [];
        grammar.Start.AppendShortestCompletion(shortest);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"grammar: properties {order}, {options.Whitespace.Kind.ToString().ToLowerInvariant()} white space\n");
        text.Append(CultureInfo.InvariantCulture, $"  begins with {Shown(forced)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  then comes {(state.IsAccepting ? "nothing, or " : "")}{Choices(state)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  shortest text ({shortest.Count} bytes) {Shown(shortest)}\n");
        return text.ToString();
    }

    private static GrammarState Follow(GrammarState start, List<byte> forced)
    {
        GrammarState state = start;
        while (!state.IsAccepting && forced.Count < MostForced && Next(state) is [byte only])
        {
            forced.Add(only);
            state = state.Step(only)!;
        }

        return state;
    }

    // A state may count bytes as live of which only a step shows that they are not.
    private static List<byte> Next(GrammarState state)
    {
        List<byte> next = [];
        for (int value = state.LiveBytes.NextAtLeast(0); value >= 0; value = value == 255 ? -1 : state.LiveBytes.NextAtLeast(value + 1))
        {
            if (state.Step((byte)value) is not null)
                next.Add((byte)value);
        }

        return next;
    }

    private static string Choices(GrammarState state)
    {
        List<byte> next = Next(state);
        if (next.Count == 0)
            return "nothing";
        return next.Count > MostListed
            ? string.Create(CultureInfo.InvariantCulture, $"one of {next.Count} bytes")
            : string.Join(" ", next.Select(b => b switch { (byte)' ' => "a space", (byte)'\n' => "a new line", > 0x20 and < 0x7F => ((char)b).ToString(), _ => $"0x{b:X2}" }));
    }

    private static string Shown(List<byte> bytes) => bytes.Count == 0 ? "nothing in particular" : Encoding.UTF8.GetString([.. bytes]).Replace("\n", "⏎", StringComparison.Ordinal);
}
