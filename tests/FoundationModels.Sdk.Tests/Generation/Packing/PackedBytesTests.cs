using System.Text;
using FoundationModels.Generation;

namespace FoundationModels.Sdk.Tests.Generation.Packing;

/// <summary>What generated code keeps of a schema, made shorter.</summary>
internal sealed class PackedBytesTests
{
    private static readonly byte[] Sample = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"{{\"title\":\"Type{i}\",\"type\":\"object\"}}")));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(19)]
    [TestCase(20)]
    [TestCase(5000)]
    public void Bytes_ComeBackAsTheyWere(int length)
    {
        Random random = new(length);
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        byte[] few = [.. noise.Select(b => (byte)(b % 3))];
        byte[] one = new byte[length];

        foreach (byte[] bytes in new[] { noise, few, one })
            Assert.That(PackedBytes.Unpack(PackedBytes.Pack(bytes)), Is.EqualTo(bytes));
    }

    [Test]
    public void Repetitions_TakeLittleRoom()
    {
        byte[] packed = PackedBytes.Pack(Sample);

        Assert.That(PackedBytes.Unpack(packed), Is.EqualTo(Sample));
        Assert.That(packed, Has.Length.LessThan(Sample.Length / 4));
        Assert.That(PackedBytes.Pack(new byte[1000]), Has.Length.LessThan(16));
    }

    [Test]
    public void DamagedBytes_AreRefusedOrOtherBytes()
    {
        byte[] packed = PackedBytes.Pack(Sample);
        for (int length = 0; length < packed.Length; length++)
            Assert.That(() => PackedBytes.Unpack(packed.AsSpan(0, length)), Throws.TypeOf<InvalidDataException>());
        for (int at = 2; at < packed.Length; at++)
        {
            byte[] damaged = [.. packed];
            damaged[at] ^= 0x5A;
            try
            {
                _ = PackedBytes.Unpack(damaged);
            }
            catch (InvalidDataException)
            {
                // No other exception may come out.
            }
        }
    }

    [Test]
    public void AnImpossibleLength_ReservesNoMemory() =>
        Assert.That(() => PackedBytes.Unpack([0xFF, 0xFF, 0xFF, 0xFF, 0x7F]), Throws.TypeOf<InvalidDataException>());
}
