using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Tests.Output;

[TestFixture]
internal sealed class ByteSizeTests
{
    [TestCase(0, "0 B")]
    [TestCase(999, "999 B")]
    [TestCase(1000, "1 kB")]
    [TestCase(1490, "1.5 kB")]
    [TestCase(94_100_000, "94 MB")]
    [TestCase(999_600_000, "1 GB")]
    [TestCase(1_440_000_000, "1.4 GB")]
    public void Format_Size_HasTwoOrThreeDigitsAndAUnit(long bytes, string expected)
    {
        Assert.That(ByteSize.Format(bytes), Is.EqualTo(expected));
    }
}
