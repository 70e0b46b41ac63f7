using FoundationModels.Adapters;
using FoundationModels.Adapters.Files;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Adapters;

/// <summary>Adapters come from anywhere: whatever the bytes are, loading them gives an adapter or one kind of exception.</summary>
internal sealed class AdapterCorruptionTests
{
    private const int Rounds = 2500;

    [Test]
    public void Load_CorruptFile_GivesAnAdapterOrOneException()
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At("toy.fmadapter"));
        byte[] correct = File.ReadAllBytes(path);

        Try(Rounds, correct, seed: 1, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            AdapterPackage.Load(path);
        });
    }

    [Test]
    public void Load_CorruptFileWithDeflatedWeights_GivesAnAdapterOrOneException()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("toy.fmadapter");
        byte[] correct = ZipBytes.Of(ToyZip.Entries(folder.At("source")), System.IO.Compression.CompressionLevel.Optimal);

        Try(Rounds, correct, seed: 2, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            AdapterPackage.Load(path);
        });
    }

    [TestCase(AdapterMetadata.FileName, 3)]
    [TestCase(AdapterMetadata.WeightsFile, 4)]
    public void Load_CorruptFileInAFolder_GivesAnAdapterOrOneException(string name, int seed)
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At("toy"));
        string file = Path.Combine(path, name);

        Try(Rounds / 2, File.ReadAllBytes(file), seed, bytes =>
        {
            File.WriteAllBytes(file, bytes);
            AdapterPackage.Load(path);
        });
    }

    [Test]
    public void Read_CorruptWeightsThatNoHashKeepsOut_GivesAnAdapterOrOneException()
    {
        byte[] correct = OnnxAdapterWriter.Write(ToyAdapter.Updates, AdapterElementType.Single);

        int read = Try(2 * Rounds, correct, seed: 5, bytes =>
        {
            foreach (AdapterUpdate update in AdapterUpdates.Read("toy", bytes, CancellationToken.None))
            {
                Assert.That(update.A.Length, Is.EqualTo(update.Inputs * update.Rank));
                Assert.That(update.B.Length, Is.EqualTo(update.Rank * update.Outputs));
            }
        });

        // Most bytes are values, and other values are as good.
        Assert.That(read, Is.GreaterThan(Rounds / 10));
    }

    /// <summary>Tries corruptions and returns how many of them could be read.</summary>
    private static int Try(int rounds, byte[] correct, int seed, Action<byte[]> read)
    {
        Random random = new(seed);
        int successes = 0;
        for (int i = 0; i < rounds; i++)
        {
            byte[] bytes = Corrupt(correct, random);
            try
            {
                read(bytes);
                successes++;
            }
            catch (AdapterFormatException e)
            {
                Assert.That(e.Message, Does.StartWith("toy"));
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"Corruption {i} of seed {seed}: {e}");
            }
        }

        return successes;
    }

    private static byte[] Corrupt(byte[] correct, Random random)
    {
        byte[] bytes = [.. correct];
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                int from = random.Next(bytes.Length);
                int to = random.Next(bytes.Length);
                int length = random.Next(1, 64);
                bytes.AsSpan(from, Math.Min(length, bytes.Length - Math.Max(from, to))).CopyTo(bytes.AsSpan(to));
                return bytes;
            case 2:
                int at = random.Next(bytes.Length);
                return [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]];
            case 3:
                // Sizes and offsets are where damage is dangerous.
                BitConverter.TryWriteBytes(bytes.AsSpan(random.Next((bytes.Length - 4) / 4) * 4), random.Next(4) switch
                {
                    0 => -1,
                    1 => int.MaxValue,
                    2 => int.MinValue,
                    _ => random.Next(bytes.Length * 2),
                });
                return bytes;
            default:
                for (int flips = random.Next(1, 9); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }
}
