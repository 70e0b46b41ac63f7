namespace FoundationModels.Sdk.Tests;

/// <summary>Makes damaged copies of a file: some bytes changed, often to what JSON is made of, now and then cut off.</summary>
internal static class Corruption
{
    private const int Reach = 4096;
    private static readonly byte[] JsonBytes = "0123456789{}[]\",:\\-.eEnu"u8.ToArray();

    /// <summary>Runs an action on damaged copies, the same ones every time; changes are within the first bytes, where headers are.</summary>
    public static void Run(byte[] correct, int count, Action<byte[]> action)
    {
        Random random = new(11);
        int reach = Math.Min(correct.Length, Reach);
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = [.. correct];
            for (int change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(reach)] = random.Next(2) == 0 ? (byte)random.Next(256) : JsonBytes[random.Next(JsonBytes.Length)];
            if (random.Next(20) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                action(bytes);
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"copy {i}: {e.GetType().Name} for {System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, reach)))}\n{e}");
            }
        }
    }
}
