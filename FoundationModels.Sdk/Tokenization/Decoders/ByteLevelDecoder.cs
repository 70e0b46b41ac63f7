using System.Text;

namespace FoundationModels.Tokenization.Decoders;

/// <summary>Reads the byte alphabet (<c>ByteLevel</c>). A token that is not all in it stands for its own UTF-8.</summary>
internal sealed class ByteLevelDecoder : TokenDecoder
{
    /// <inheritdoc/>
    public override List<string> Decode(List<string> tokens)
    {
        using MemoryStream bytes = new();
        foreach (string token in tokens)
            bytes.Write(BytesOf(token));
        return [Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length)];
    }

    /// <inheritdoc/>
    public override void DecodeStreamed(ref StreamedToken token, bool isFirst) => token.Bytes ??= BytesOf(token.Text);

    /// <summary>The bytes of a token's content.</summary>
    public static byte[] BytesOf(string token)
    {
        byte[] bytes = new byte[token.Length];
        for (int i = 0; i < token.Length; i++)
        {
            int value = ByteAlphabet.ToByte(token[i]);
            if (value < 0)
                return Encoding.UTF8.GetBytes(token);
            bytes[i] = (byte)value;
        }

        return bytes;
    }

    /// <summary>Reads the UTF-8 of a token's content into a span of at least the same length. Returns the number of bytes.</summary>
    public static int Read(ReadOnlySpan<byte> content, Span<byte> output)
    {
        int length = 0;
        for (int i = 0; i < content.Length; i++)
        {
            int first = content[i];
            int codePoint = first < 0x80 ? first
                : first < 0xE0 && i + 1 < content.Length ? ((first & 0x1F) << 6) | (content[++i] & 0x3F)
                : char.MaxValue;
            int value = ByteAlphabet.ToByte(codePoint);
            if (value < 0)
            {
                content.CopyTo(output);
                return content.Length;
            }

            output[length++] = (byte)value;
        }

        return length;
    }
}
