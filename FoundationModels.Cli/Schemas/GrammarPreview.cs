using System.Globalization;
using System.Text;

using FoundationModels.Grammars.Machine;

namespace FoundationModels.Cli.Schemas;

/// <summary>What a grammar says about texts, in a few lines.</summary>
internal static class GrammarPreview
{
    private const int MostForced = 256;

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
        while (!state.IsAccepting && state.LiveBytes.Count == 1 && forced.Count < MostForced)
        {
            byte value = (byte)state.LiveBytes.NextAtLeast(0);
            if (state.Step(value) is not { } next)
                break;
            forced.Add(value);
            state = next;
        }

        return state;
    }

    private static string Choices(GrammarState state)
    {
        ref readonly ByteSet live = ref state.LiveBytes;
        if (live.Count == 0)
            return "nothing";
        if (live.Count > 32)
            return string.Create(CultureInfo.InvariantCulture, $"one of {live.Count} bytes");
        List<string> choices = [];
        for (int value = live.NextAtLeast(0); value >= 0; value = value == 255 ? -1 : live.NextAtLeast(value + 1))
            choices.Add(value switch { ' ' => "a space", '\n' => "a new line", > ' ' and < 0x7F => ((char)value).ToString(), _ => $"0x{value:X2}" });
        return string.Join(" ", choices);
    }

    private static string Shown(List<byte> bytes) => bytes.Count == 0 ? "nothing in particular" : Encoding.UTF8.GetString([.. bytes]).Replace("\n", "⏎", StringComparison.Ordinal);
}
