using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Text atoms as bytes.</summary>
internal static class TextAtomImage
{
    /// <summary>Writes an atom.</summary>
    /// <exception cref="GrammarRefusal">Its automaton would be too large.</exception>
    public static void Write(ImageWriter writer, TextAtom atom, bool isNumber)
    {
        if (atom.IsLength)
        {
            writer.Byte((int)TextAtomKind.Length);
            writer.Number(atom.MinimumLength);
            writer.Bound(atom.MaximumLength);
            writer.Text(atom.Pointer);
        }
        else if (atom.Texts is { } texts)
        {
            writer.Byte((int)TextAtomKind.Texts);
            writer.Number(texts.Count);
            foreach (string text in texts)
                writer.Text(text);
        }
        else if (isNumber && atom.GetAutomaton() is var numbers && (numbers == NumberAutomata.Integer || numbers == NumberAutomata.Digits))
        {
            writer.Byte((int)(numbers == NumberAutomata.Integer ? TextAtomKind.Integers : TextAtomKind.Digits));
        }
        else
        {
            writer.Byte((int)TextAtomKind.Automaton);
            writer.Byte((int)atom.Shape);
            writer.Automaton(atom.GetAutomaton());
        }
    }

    /// <summary>Reads an atom.</summary>
    /// <exception cref="InvalidDataException">The bytes are no atom.</exception>
    public static TextAtom Read(ImageReader reader)
    {
        switch ((TextAtomKind)reader.Byte())
        {
            case TextAtomKind.Automaton:
                TextAtomShape shape = (TextAtomShape)reader.Byte();
                return shape <= TextAtomShape.Downwards ? TextAtom.Of(reader.Automaton(), "", shape) : throw ImageReader.Damaged();
            case TextAtomKind.Length:
                return TextAtom.OfLength(reader.Number(), reader.Bound(), reader.Text());
            case TextAtomKind.Texts:
                string[] texts = new string[reader.Count()];
                for (int i = 0; i < texts.Length; i++)
                    texts[i] = reader.Text();
                return TextAtom.Of(texts, "");
            case TextAtomKind.Integers:
                return TextAtom.Of(static () => NumberAutomata.Integer, "", TextAtomShape.Integers);
            case TextAtomKind.Digits:
                return TextAtom.Of(static () => NumberAutomata.Digits, "", TextAtomShape.Integers);
            default:
                throw ImageReader.Damaged();
        }
    }
}
