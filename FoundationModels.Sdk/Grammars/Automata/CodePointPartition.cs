namespace FoundationModels.Grammars.Automata;

/// <summary>Unicode's scalar values in classes of characters that act alike.</summary>
/// <param name="starts">The first code point of each interval, rising from 0.</param>
/// <param name="classes">The class of each interval; -1 for surrogates and beyond the last code point.</param>
/// <param name="classCount">How many classes there are.</param>
internal sealed class CodePointPartition(int[] starts, int[] classes, int classCount)
{
    /// <summary>The first code point beyond Unicode.</summary>
    public const int End = 0x110000;

    /// <summary>The first surrogate.</summary>
    public const int FirstSurrogate = 0xD800;

    /// <summary>The code point after the surrogates.</summary>
    public const int PastSurrogates = 0xE000;

    /// <summary>Gets the partition with one class.</summary>
    public static CodePointPartition Whole { get; } = new([0, FirstSurrogate, PastSurrogates, End], [0, -1, 0, -1], 1);

    /// <summary>Gets how many classes there are.</summary>
    public int ClassCount { get; } = classCount;

    /// <summary>The class of a code point, and the code point after those behind it that share its interval.</summary>
    public int ClassOf(int codePoint, out int end)
    {
        int place = Array.BinarySearch(starts, codePoint);
        if (place < 0)
            place = ~place - 1;
        end = place + 1 < starts.Length ? starts[place + 1] : int.MaxValue;
        return classes[place];
    }

    /// <summary>The class that all characters beyond ASCII share (-1 for none), or null if they don't.</summary>
    public int? ClassBeyondAscii()
    {
        int single = ClassOf(0x80, out _);
        for (int i = starts.Length - 1; i >= 0 && (i + 1 == starts.Length || starts[i + 1] > 0x80); i--)
        {
            bool scalars = starts[i] != FirstSurrogate && starts[i] != End;
            if (scalars && classes[i] != single)
                return null;
        }
        return single;
    }

    /// <summary>The partition in which the characters of some classes have none.</summary>
    public CodePointPartition Without(bool[] unused)
    {
        var kept = new int[classes.Length];
        for (int i = 0; i < kept.Length; i++)
            kept[i] = classes[i] >= 0 && unused[classes[i]] ? -1 : classes[i];
        return new(starts, kept, ClassCount);
    }
}
