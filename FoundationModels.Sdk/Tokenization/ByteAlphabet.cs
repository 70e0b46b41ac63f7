namespace FoundationModels.Tokenization;

/// <summary>
/// The alphabet in which byte-level vocabularies spell bytes (GPT-2): a printable Latin-1 character stands for its own byte, the
/// other 68 bytes are U+0100 and following, in order.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = CreateCharacters();
    private static readonly short[] Bytes = CreateBytes();

    /// <summary>The character that spells a byte.</summary>
    public static char ToCharacter(byte value) => Characters[value];

    /// <summary>The byte that a character spells, or -1.</summary>
    public static int ToByte(int codePoint) => (uint)codePoint < (uint)Bytes.Length ? Bytes[codePoint] : -1;

    private static char[] CreateCharacters()
    {
        char[] characters = new char[256];
        int next = 256;
        for (int value = 0; value < 256; value++)
        {
            bool printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = printable ? (char)value : (char)next++;
        }

        return characters;
    }

    private static short[] CreateBytes()
    {
        short[] bytes = new short[256 + 68];
        Array.Fill(bytes, (short)-1);
        for (int value = 0; value < 256; value++)
            bytes[Characters[value]] = (short)value;
        return bytes;
    }
}
