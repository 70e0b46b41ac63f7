namespace FoundationModels.Import.Architectures;

/// <summary>
/// Undoes the permutation of query and key rows in GGUF files of the llama family. There the two rows of a rotary pair are neighbours (2j, 2j + 1);
/// here they are half of the rotated dimensions apart (j, j + half).
/// </summary>
internal static class RotaryRows
{
    /// <summary>Whether GGUF files of an architecture have their rows permuted.</summary>
    public static bool ArePermutedIn(string architecture) => architecture is "llama" or "granite" or "smollm3";

    /// <summary>For each row the number of the file's row.</summary>
    public static int[] Order(int heads, int headSize, int rotated)
    {
        int half = rotated / 2;
        int[] order = new int[heads * headSize];
        for (int row = 0; row < order.Length; row++)
        {
            int inHead = row % headSize;
            int fileRow = inHead >= rotated ? inHead : inHead < half ? 2 * inHead : (2 * (inHead - half)) + 1;
            order[row] = row - inHead + fileRow;
        }

        return order;
    }
}
