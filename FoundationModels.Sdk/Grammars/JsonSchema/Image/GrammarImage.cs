using System.Buffers.Binary;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>
/// A compiled schema as bytes: everything that a machine needs, and nothing of the schema or of a tokenizer. The same schema always makes the same bytes, whoever compiles it.
/// </summary>
/// <remarks>
/// Four bytes of magic, the last of which is the version of the format; eight bytes of a hash over what follows; strings; formulas and atoms of each kind, which refer to each other by
/// number; leaves; and the root. Numbers have seven bits a byte. Formulas keep their order, because the order of parts decides which of several equally good ways a machine takes.
/// </remarks>
internal static class GrammarImage
{
    private const byte Version = 1;
    private const int HeaderLength = 12;

    private static ReadOnlySpan<byte> Magic => [(byte)'F', (byte)'M', (byte)'G', Version];

    /// <summary>Writes a schema with all that it refers to.</summary>
    /// <param name="tables">The tables of a schema.</param>
    /// <param name="root">The formula of the schema.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GrammarRefusal">A keyword cannot be enforced.</exception>
    public static byte[] Write(SchemaTables tables, Formula root, CancellationToken cancellationToken = default)
    {
        byte[] body = new TablesWriter(tables, root, cancellationToken).Write();
        byte[] image = new byte[HeaderLength + body.Length];
        Magic.CopyTo(image);
        BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(Magic.Length), Hash(body));
        body.CopyTo(image, HeaderLength);
        return image;
    }

    /// <summary>Reads a schema. Automata are left as bytes until somebody asks for them.</summary>
    /// <returns>Null for an image of another version of the format.</returns>
    /// <exception cref="InvalidDataException">The bytes are no image, or a damaged one.</exception>
    public static (SchemaTables Tables, Formula Root)? Read(ReadOnlySpan<byte> image)
    {
        if (image.Length < HeaderLength || !image.Slice(0, Magic.Length - 1).SequenceEqual(Magic.Slice(0, Magic.Length - 1)))
            throw new InvalidDataException("The bytes are no compiled grammar.");
        if (image[Magic.Length - 1] != Version)
            return null;
        byte[] body = image.Slice(HeaderLength).ToArray();
        if (BinaryPrimitives.ReadUInt64LittleEndian(image.Slice(Magic.Length)) != Hash(body))
            throw new InvalidDataException("The compiled grammar is damaged.");
        return new TablesReader(new ImageReader(body)).Read();
    }

    /// <summary>The hash of the bytes behind the header.</summary>
    internal static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes.Slice(sizeof(ulong)))
            hash = ContentHasher.Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        return ContentHasher.Mix(hash, bytes);
    }
}
