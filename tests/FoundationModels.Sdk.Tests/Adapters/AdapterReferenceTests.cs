using FoundationModels.Conformance;
using FoundationModels.Conformance.Adapters;
using FoundationModels.Conformance.Generation;

namespace FoundationModels.Sdk.Tests.Adapters;

/// <summary>The default model with adapters that were trained elsewhere, against what PEFT computes; and the adapter that is shipped.</summary>
internal sealed class AdapterReferenceTests
{
    [TestCase(ModelPrecision.Exact)]
    [TestCase(ModelPrecision.Fast)]
    public void Adapters_PartOfTheReferences_GiveTheirLogitsAndTexts(ModelPrecision precision)
    {
        AdapterFiles files = new([SharedData.Require("goldens", "adapters")]);
        ConformanceReport report = new("adapters");
        AdaptersCommand.Run(report, files, DefaultModelPackage.Open(DefaultModel.RequireSource(), precision), ["tools", "tools+intents"], maximumPrompts: 2);

        report.Print(TestContext.Out);
        Assert.That(report.Cases.Where(c => !c.Passed).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Cases, Has.Count.GreaterThanOrEqualTo(9));
    }

    [Test]
    public async Task ShippedAdapter_DefaultModel_FitsAndIsSmall()
    {
        string path = SharedData.InRepository("models", "snips-tools", "snips-tools.fmadapter");
        using LanguageModelAdapter adapter = await LanguageModelAdapter.LoadAsync(path);

        Assert.That(await adapter.IsCompatibleWithAsync(DefaultModel.Instance), Is.True);
        Assert.That(new FileInfo(path).Length, Is.LessThanOrEqualTo(5_000_000));
    }
}
