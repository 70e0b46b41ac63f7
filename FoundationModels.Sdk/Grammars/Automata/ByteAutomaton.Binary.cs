namespace FoundationModels.Grammars.Automata;

/// <content>The binary form. The container of it has a version.</content>
internal sealed partial class ByteAutomaton
{
    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer) => new AutomatonWriter(writer).Write(this);

    /// <summary>Reads one. Bytes that no writer made are found out, but for one that isn't minimal, which does no harm.</summary>
    /// <exception cref="InvalidDataException">The bytes are no automaton.</exception>
    public static ByteAutomaton Read(BinaryReader reader) => new AutomatonReader(reader).Read();
}
