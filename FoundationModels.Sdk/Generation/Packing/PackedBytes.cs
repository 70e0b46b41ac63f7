namespace FoundationModels.Generation;

/// <summary>
/// Makes bytes that repeat themselves shorter: the C# compiler has work with every byte of an assembly's data, and the schema and the grammar of a type say those of the types in it again.
/// </summary>
/// <remarks>
/// The length of all; then runs of bytes, each followed by a copy of earlier ones. A byte has the lengths of both in four bits each, of which 15 means that a number with the rest follows;
/// the distance back stands behind the run. Numbers have seven bits a byte. The packing is written out here since that of the framework differs between its versions and processors, and
/// what is built from the same source has to be the same everywhere.
/// </remarks>
internal static class PackedBytes
{
    private const int ShortestCopy = 4;
    private const int MostTries = 64;
    private const int HashBits = 14;
    private const int Nibble = 15;

    /// <summary>The most bytes that are unpacked: damaged ones must not ask for all of the memory.</summary>
    private const int Longest = 1 << 26;

    /// <summary>Packs bytes. The same ones always give the same.</summary>
    public static byte[] Pack(byte[] bytes)
    {
        List<byte> output = [];
        AddNumber(output, bytes.Length);
        int[] latest = new int[1 << HashBits];
        int[] before = new int[bytes.Length];
        int run = 0;
        for (int at = 0; at < bytes.Length;)
        {
            (int length, int distance) = FindCopy(bytes, at, latest, before);
            if (length < ShortestCopy)
            {
                Remember(bytes, at++, latest, before);
                continue;
            }

            WriteStep(output, bytes, run, at, length, distance);
            for (int end = at + length; at < end; at++)
                Remember(bytes, at, latest, before);
            run = at;
        }

        if (run < bytes.Length)
            WriteStep(output, bytes, run, bytes.Length, ShortestCopy, 0);
        return [.. output];
    }

    /// <summary>Unpacks bytes.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        byte[] bytes = new byte[Number(ref packed)];
        int at = 0;
        while (at < bytes.Length)
        {
            byte lengths = packed.IsEmpty ? throw Damaged() : packed[0];
            packed = packed.Slice(1);
            int run = Length(lengths >> 4, ref packed);
            if (run > packed.Length || run > bytes.Length - at)
                throw Damaged();
            packed.Slice(0, run).CopyTo(bytes.AsSpan(at));
            packed = packed.Slice(run);
            at += run;
            if (at == bytes.Length)
                break;

            int copy = Length(lengths & Nibble, ref packed) + ShortestCopy;
            int distance = Number(ref packed);
            if (copy > bytes.Length - at || distance == 0 || distance > at)
                throw Damaged();

            // Byte by byte: a copy may contain itself.
            for (int end = at + copy; at < end; at++)
                bytes[at] = bytes[at - distance];
        }

        return packed.IsEmpty ? bytes : throw Damaged();
    }

    private static (int Length, int Distance) FindCopy(byte[] bytes, int at, int[] latest, int[] before)
    {
        (int length, int distance) best = (0, 0);
        if (at + ShortestCopy > bytes.Length)
            return best;
        int candidate = latest[Hash(bytes, at)] - 1;
        for (int tries = 0; candidate >= 0 && tries < MostTries; tries++)
        {
            int length = 0;
            while (at + length < bytes.Length && bytes[candidate + length] == bytes[at + length])
                length++;
            if (length > best.length)
                best = (length, at - candidate);
            candidate = before[candidate] - 1;
        }

        return best;
    }

    /// <summary>Places are counted from 1, so that 0 is none.</summary>
    private static void Remember(byte[] bytes, int at, int[] latest, int[] before)
    {
        if (at + ShortestCopy > bytes.Length)
            return;
        int hash = Hash(bytes, at);
        before[at] = latest[hash];
        latest[hash] = at + 1;
    }

    private static int Hash(byte[] bytes, int at)
    {
        uint four = bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16) | ((uint)bytes[at + 3] << 24);
        return (int)(unchecked(four * 2654435761u) >> (32 - HashBits));
    }

    private static void WriteStep(List<byte> output, byte[] bytes, int from, int to, int copy, int distance)
    {
        int run = to - from;
        copy -= ShortestCopy;
        output.Add((byte)((Math.Min(run, Nibble) << 4) | Math.Min(copy, Nibble)));
        if (run >= Nibble)
            AddNumber(output, run - Nibble);
        for (int i = from; i < to; i++)
            output.Add(bytes[i]);
        if (distance == 0)
            return;
        if (copy >= Nibble)
            AddNumber(output, copy - Nibble);
        AddNumber(output, distance);
    }

    private static void AddNumber(List<byte> output, int number)
    {
        for (; number >= 0x80; number >>= 7)
            output.Add((byte)(number | 0x80));
        output.Add((byte)number);
    }

    private static int Length(int nibble, ref ReadOnlySpan<byte> packed)
    {
        int length = nibble == Nibble ? Nibble + Number(ref packed) : nibble;
        return length <= Longest ? length : throw Damaged();
    }

    private static int Number(ref ReadOnlySpan<byte> packed)
    {
        int number = 0;
        for (int shift = 0; shift < 35 && !packed.IsEmpty; shift += 7)
        {
            byte part = packed[0];
            packed = packed.Slice(1);
            number |= (part & 0x7F) << shift;
            if (part < 0x80)
                return number is >= 0 and <= Longest ? number : throw Damaged();
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("The packed bytes are damaged.");
}
