namespace FoundationModels.Tokenization.Unicode;

/// <summary>
/// The data behind Unicode's normalization forms (UAX 15). The SDK carries it (normalization.bin, made by eng/unicode-normalization.py), because
/// the platform's own needs ICU, differs in version, and does nothing under invariant globalization.
/// </summary>
internal sealed class NormalizationTable
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int HangulCount = 11172;

    private static readonly Lazy<NormalizationTable> Loaded = new(() => new NormalizationTable());
    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<long, int> _compositions = [];
    private readonly HashSet<int> _followers = [];

    private NormalizationTable()
    {
        using Stream stream = typeof(NormalizationTable).Assembly.GetManifestResourceStream("FoundationModels.Tokenization.normalization.bin")
            ?? throw new InvalidOperationException("The assembly lacks its normalization table.");
        byte[] data = new byte[stream.Length];
        stream.ReadExactly(data);
        ReadOnlySpan<byte> rest = data;
        int code = 0;
        for (int count = Next(ref rest); count > 0; count--)
            _classes[code += Next(ref rest)] = (byte)Next(ref rest);
        ReadDecompositions(ref rest, _canonical);
        ReadDecompositions(ref rest, _compatible);
        for (int count = Next(ref rest); count > 0; count--)
        {
            int first = Next(ref rest);
            int second = Next(ref rest);
            _compositions[Pair(first, second)] = Next(ref rest);
            _followers.Add(second);
        }
    }

    /// <summary>Gets the table, read at first use.</summary>
    public static NormalizationTable Shared => Loaded.Value;

    /// <summary>The canonical combining class of a code point.</summary>
    public int ClassOf(int codePoint) => _classes.GetValueOrDefault(codePoint);

    /// <summary>Whether a code point can be the second part of a composition.</summary>
    public bool IsFollower(int codePoint) => _followers.Contains(codePoint) ||
        codePoint is (>= VowelBase and < VowelBase + VowelCount) or (> TrailBase and < TrailBase + TrailCount);

    /// <summary>Adds the full decomposition of a code point.</summary>
    public void Decompose(int codePoint, bool isCompatible, PooledBuffer<int> output)
    {
        int syllable = codePoint - HangulBase;
        if ((uint)syllable < HangulCount)
        {
            output.Add(LeadBase + (syllable / (VowelCount * TrailCount)));
            output.Add(VowelBase + (syllable / TrailCount % VowelCount));
            if (syllable % TrailCount != 0)
                output.Add(TrailBase + (syllable % TrailCount));
        }
        else if ((isCompatible && _compatible.TryGetValue(codePoint, out int[]? parts)) || _canonical.TryGetValue(codePoint, out parts))
        {
            output.AddRange(parts);
        }
        else
        {
            output.Add(codePoint);
        }
    }

    /// <summary>Finds the composition of two code points.</summary>
    public bool TryCompose(int first, int second, out int composed)
    {
        int lead = first - LeadBase;
        int vowel = second - VowelBase;
        if ((uint)lead < 19 && (uint)vowel < VowelCount)
        {
            composed = HangulBase + (((lead * VowelCount) + vowel) * TrailCount);
            return true;
        }

        int syllable = first - HangulBase;
        int trail = second - TrailBase;
        if ((uint)syllable < HangulCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
        {
            composed = first + trail;
            return true;
        }

        return _compositions.TryGetValue(Pair(first, second), out composed);
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static void ReadDecompositions(ref ReadOnlySpan<byte> data, Dictionary<int, int[]> table)
    {
        int code = 0;
        for (int count = Next(ref data); count > 0; count--)
        {
            code += Next(ref data);
            int[] parts = new int[Next(ref data)];
            for (int i = 0; i < parts.Length; i++)
                parts[i] = Next(ref data);
            table[code] = parts;
        }
    }

    private static int Next(ref ReadOnlySpan<byte> data)
    {
        int value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = data[0];
            data = data[1..];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
