using System.Text.RegularExpressions;

namespace FoundationModels.Sdk.Tests.Architecture;

/// <summary>A file is one idea: small, and named after it.</summary>
[TestFixture]
internal sealed partial class FileTests
{
    [Test]
    public void Files_AreFound() => Assert.That(SourceTree.Files, Has.Count.GreaterThan(40).And.Contain("FoundationModels.Sdk/Sessions/LanguageModelSession.cs"));

    [Test]
    public void Files_HaveAtMost600Lines() =>
        Assert.That(SourceTree.Files.Where(file => File.ReadLines(SharedData.InRepository(file)).Count() > 600), Is.Empty);

    [Test]
    public void Files_AreNamedForWhatTheyDo() => Assert.That(SourceTree.Files.Where(file => EmptyName().IsMatch(file)), Is.Empty);

    [TestCase("A/StringHelpers.cs")]
    [TestCase("A/IoUtil.cs")]
    [TestCase("A/CacheManager.cs")]
    public void EmptyName_ANameThatSaysNothing_IsFound(string file) => Assert.That(file, Does.Match(EmptyName().ToString()));

    [GeneratedRegex(@"(Helpers?|Utils?|Utility|Utilities|Manager)(\{\w+\})?(\.\w+)*\.cs$")]
    private static partial Regex EmptyName();
}
