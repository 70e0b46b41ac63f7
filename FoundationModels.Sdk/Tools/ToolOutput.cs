using System.Globalization;

namespace FoundationModels;

/// <summary>What a tool gives back to the model: text, or a value as JSON. Immutable.</summary>
public sealed record ToolOutput
{
    /// <summary>Initializes an output of text.</summary>
    /// <param name="text">The text. Whatever it is, the model sees it as text: nothing in it can end its place in the conversation. Halves of surrogate pairs become U+FFFD.</param>
    public ToolOutput(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = WellFormed(text);
    }

    /// <summary>Gets the text; for a value its JSON.</summary>
    public string Text { get; }

    /// <summary>Makes an output of text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator ToolOutput(string text) => new(text);

    /// <summary>Makes an output of text.</summary>
    /// <param name="text">The text; null says nothing.</param>
    public static ToolOutput Of(string? text) => new(text ?? "");

    /// <summary>Makes an output of a value with a schema, as JSON.</summary>
    /// <param name="content">The value.</param>
    public static ToolOutput Of(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new ToolOutput(content.ToJson());
    }

    /// <summary>Makes an output of a value of a type that <see cref="GenerableTypes"/> knows, as JSON; of others, of their text in the invariant culture.</summary>
    /// <param name="value">The value.</param>
    public static ToolOutput Of<T>(T value) => value switch
    {
        null => new ToolOutput("null"),
        ToolOutput output => output,
        string text => new ToolOutput(text),
        GeneratedContent content => Of(content),
        _ when GenerableTypes.Knows<T>() => Of(GenerableTypes.ToContent(value)),
        IFormattable formattable => new ToolOutput(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => new ToolOutput(value.ToString() ?? ""),
    };

    private static string WellFormed(string text)
    {
        int bad = IndexOfBrokenPair(text, 0);
        if (bad < 0)
            return text;
        char[] mended = text.ToCharArray();
        for (; bad >= 0; bad = IndexOfBrokenPair(text, bad + 1))
            mended[bad] = '\uFFFD';
        return new string(mended);
    }

    private static int IndexOfBrokenPair(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return i;
            i++;
        }

        return -1;
    }
}
