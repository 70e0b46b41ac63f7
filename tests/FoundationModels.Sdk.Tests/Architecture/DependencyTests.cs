namespace FoundationModels.Sdk.Tests.Architecture;

/// <summary>The folders of the SDK are layers: what docs/architecture.md says about them is true of the compiled assembly.</summary>
[TestFixture]
internal sealed class DependencyTests
{
    private const string OnnxRuntime = "Microsoft.ML.OnnxRuntime";

    /// <summary>Each layer may use itself and the ones before it.</summary>
    private static readonly string[][] Layers =
    [
        ["Prompts", "Generation", "Diagnostics"],
        ["Transcripts"],
        ["ChatTemplates", "Tokenization", "Grammars", "Packages"],
        ["Import", "Inference"],
        ["Adapters", "Models", "Safety"],
        ["Tools", "Sessions", "Training"],
        ["ExtensionsAI"],
    ];

    private static readonly IReadOnlyCollection<TypeReferenceEdge> Edges = TypeReferenceScanner.Scan(typeof(LanguageModelSession).Assembly.Location);

    [Test]
    public void Types_AreAllFoundInTheSourceTree()
    {
        string[] unknown = [.. Edges.Select(e => e.From).Distinct().Where(type => !IsGenerated(type) && FolderOf(type) is null)];

        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void Folders_AreAllInTheLayerTable() =>
        Assert.That(SourceTree.SdkTypes.Values.Select(TopFolder).Distinct(), Is.SubsetOf(Layers.SelectMany(l => l)));

    [Test]
    public void Folders_UseOnlyTheLayersBeforeThem() => Assert.That(Violations(Layers), Is.Empty);

    [Test]
    public void Folders_InTheReversedOrder_WouldBeViolations()
    {
        string[] violations = [.. Violations([.. Layers.Reverse()])];

        Assert.That(violations, Has.Some.StartsWith("Sessions -> Models").And.Some.StartsWith("Transcripts -> Generation"));
    }

    [Test]
    public void Folders_OfOneLayer_DoNotUseEachOtherInACircle()
    {
        HashSet<(string From, string To)> folders = [.. FolderEdges().Select(e => (e.From, e.To))];
        bool Reaches(string from, string to, HashSet<string> seen) =>
            seen.Add(from) && folders.Any(e => e.From == from && (e.To == to || Reaches(e.To, to, seen)));

        Assert.That(Layers.SelectMany(l => l).Where(folder => Reaches(folder, folder, [])), Is.Empty);
    }

    [Test]
    public void OnnxRuntime_IsMentionedByInferenceOnnxOnly()
    {
        string[] others =
        [
            .. Edges.Where(e => e.Assembly == OnnxRuntime && FolderOf(e.From)?.StartsWith("Inference/Onnx", StringComparison.Ordinal) != true)
                .Select(e => $"{e.From} -> {e.To}"),
        ];

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void MicrosoftExtensions_ApartFromLogging_AreMentionedByExtensionsAIOnly()
    {
        string[] others =
        [
            .. Edges.Where(e => e.Assembly?.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) == true && e.Assembly != "Microsoft.Extensions.Logging.Abstractions")
                .Where(e => FolderOf(e.From) is { } folder && folder != "ExtensionsAI")
                .Select(e => $"{e.From} -> {e.To}"),
        ];

        Assert.That(others, Is.Empty);
    }

    private static IEnumerable<string> Violations(string[][] layers)
    {
        int LayerOf(string folder) => Array.FindIndex(layers, layer => layer.Contains(folder));
        return FolderEdges().Where(e => LayerOf(e.From) < LayerOf(e.To)).Select(e => $"{e.From} -> {e.To}: {e.Edge.From} uses {e.Edge.To}").Order();
    }

    private static IEnumerable<(string From, string To, TypeReferenceEdge Edge)> FolderEdges()
    {
        foreach (TypeReferenceEdge edge in Edges)
        {
            if (edge.Assembly is null && FolderOf(edge.From) is { } from && FolderOf(edge.To) is { } to && TopFolder(from) != TopFolder(to))
                yield return (TopFolder(from), TopFolder(to), edge);
        }
    }

    private static string? FolderOf(string type) => SourceTree.SdkTypes.GetValueOrDefault(type);

    private static string TopFolder(string folder) => folder.Split('/')[0];

    private static bool IsGenerated(string type) =>
        type.Contains('<', StringComparison.Ordinal)
        || type.StartsWith("System.", StringComparison.Ordinal)
        || type.StartsWith("Microsoft.", StringComparison.Ordinal);
}
