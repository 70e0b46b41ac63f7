namespace FoundationModels.Sdk.Tests.Architecture;

/// <summary>The public surface changes on purpose only: PublicApi.txt is reviewed with the code.</summary>
[TestFixture]
internal sealed class PublicApiTests
{
    private const string Update = "FM_UPDATE_API";

    [Test]
    public void PublicSurface_IsWhatTheBaselineSays()
    {
        string path = SharedData.InRepository("FoundationModels.Sdk", "PublicApi.txt");
        string actual = PublicApiListing.Of(typeof(LanguageModelSession).Assembly);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, actual);

        string[] expectedLines = File.ReadAllLines(path);
        string[] actualLines = actual.Split('\n')[..^1];

        Assert.That(actualLines, Is.EqualTo(expectedLines), $"Run the test with {Update}=1 and review the change of PublicApi.txt.");
    }

    [Test]
    public void PublicSurface_IsInTheOneNamespaceThatAppsType() =>
        Assert.That(
            typeof(LanguageModelSession).Assembly.GetExportedTypes().Select(t => t.Namespace).Distinct(),
            Is.SubsetOf(["FoundationModels", "Microsoft.Extensions.DependencyInjection"]));
}
