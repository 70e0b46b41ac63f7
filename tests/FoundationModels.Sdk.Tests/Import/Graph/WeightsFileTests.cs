using System.Security.Cryptography;
using FoundationModels.Import.Graph;

namespace FoundationModels.Sdk.Tests.Import.Graph;

public sealed class WeightsFileTests
{
    [Test]
    public void Write_SeveralTensors_StartOnPagesAndHashAsOneFile()
    {
        string path = Path.Combine(Path.GetTempPath(), $"fm-{Guid.NewGuid():N}.bin");
        try
        {
            byte[] first = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];
            byte[] second = [1, 2, 3];
            WeightRange[] ranges;
            string hash;
            using (WeightsFile file = new(path))
            {
                ranges = [file.Write(first), file.Write(second), file.Write(first)];
                hash = file.Complete();
            }

            byte[] bytes = File.ReadAllBytes(path);
            Assert.Multiple(() =>
            {
                Assert.That(ranges.Select(r => r.Offset), Is.EqualTo(new long[] { 0, 8192, 12288 }));
                Assert.That(bytes[8192..8195], Is.EqualTo(second));
                Assert.That(bytes[12288..], Is.EqualTo(first));
                Assert.That(hash, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }
}
