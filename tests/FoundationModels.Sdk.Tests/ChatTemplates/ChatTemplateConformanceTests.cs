using FoundationModels.Conformance;

namespace FoundationModels.Sdk.Tests.ChatTemplates;

/// <summary>The templates of many models against the reference renderer.</summary>
[TestFixture]
internal sealed class ChatTemplateConformanceTests
{
    [Test]
    public void Render_EveryGoldenCase_EqualsTheReference()
    {
        string directory = SharedData.Require("goldens", "chat-templates");

        ConformanceReport report = TemplateConformance.Run(directory, Path.Combine(directory, "templates"));

        Assert.That(report.Cases.Where(c => !c.Passed).Take(5).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Cases, Has.Count.GreaterThan(7000));
    }

    [Test]
    public void Provenance_SmolLM2WithEveryGoldenTemplate_ForgesNothing()
    {
        string directory = SharedData.Require("goldens", "chat-templates");
        IReadOnlyList<ProvenanceTemplate> templates = ProvenanceTemplate.ReadAll(directory);
        Tokenizer tokenizer = Tokenizer.Load(SharedData.InRepository("models", "SmolLM2-135M-Instruct", "tokenizer.json"));
        ConformanceReport report = new("provenance");

        ProvenanceConformance.Run(report, "smollm2", tokenizer, templates, new ProvenanceTotals());

        Assert.That(report.Cases.Where(c => !c.Passed).Take(5).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Cases, Has.Count.EqualTo(templates.Count));
    }
}
