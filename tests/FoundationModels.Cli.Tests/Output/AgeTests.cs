using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Tests.Output;

[TestFixture]
internal sealed class AgeTests
{
    [TestCase(20, "just now")]
    [TestCase(60, "1 minute")]
    [TestCase(2 * 3600 + 5, "2 hours")]
    [TestCase(86400, "1 day")]
    [TestCase(40 * 86400, "40 days")]
    public void Format_Seconds_IsTheLargestWholeUnit(int seconds, string expected)
    {
        Assert.That(Age.Format(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));
    }
}
