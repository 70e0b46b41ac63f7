using FoundationModels.Conformance;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Packages;

public sealed class ModelPackageTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakePackage()
    {
        _folder = new TemporaryFolder();
        FakePackage.Write(_folder.Path, [1, 2, 3, 4], ModelPrecision.Fast);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Open_WholePackage_GivesManifestAndPaths()
    {
        ModelPackage package = ModelPackage.Open(_folder.Path);
        Assert.That(package.Manifest.Graphs.Decode, Is.EqualTo("model.onnx"));
        Assert.That(package.PathOf("weights.bin"), Does.Exist);
    }

    [TestCase("\"format\": 2", "\"format\": 99", "99", TestName = "Open_UnknownFormat_IsRefused")]
    [TestCase("\"name\": \"weights.bin\"", "\"name\": \"../weights.bin\"", "../weights.bin", TestName = "Open_NameThatLeavesTheFolder_IsRefused")]
    [TestCase("\"name\": \"weights.bin\"", "\"name\": \"/etc/hosts\"", "/etc/hosts", TestName = "Open_RootedName_IsRefused")]
    [TestCase("\"name\": \"weights.bin\"", "\"name\": \"a\\\\b\"", "a\\b", TestName = "Open_BackslashInName_IsRefused")]
    [TestCase("\"name\": \"weights.bin\"", "\"name\": \"C:x\"", "C:x", TestName = "Open_DriveInName_IsRefused")]
    [TestCase("\"name\": \"weights.bin\"", "\"name\": null", "model.json", TestName = "Open_NameIsNull_IsRefused")]
    [TestCase("\"decode\": \"model.onnx\"", "\"decode\": \"other.onnx\"", "other.onnx", TestName = "Open_GraphNotListed_IsRefused")]
    [TestCase("\"length\": 4", "\"length\": 5", "weights.bin", TestName = "Open_OtherLength_IsRefused")]
    [TestCase("\"hiddenSize\": 8,", "", "hiddenSize", TestName = "Open_PropertyAbsent_IsRefused")]
    [TestCase("{", "", "model.json", TestName = "Open_NotJson_IsRefused")]
    public void Open_ManifestChanged_IsRefused(string from, string to, string named)
    {
        string manifest = _folder.At("model.json");
        string text = File.ReadAllText(manifest);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(manifest, text.Replace(from, to, StringComparison.Ordinal));
        Assert.That(() => ModelPackage.Open(_folder.Path), Throws.TypeOf<ModelFormatException>().With.Message.Contains(named));
    }

    [Test]
    public void Open_FileAbsent_NamesIt()
    {
        File.Delete(_folder.At("weights.bin"));
        Assert.That(() => ModelPackage.Open(_folder.Path), Throws.TypeOf<ModelFormatException>().With.Property("Element").EqualTo("weights.bin"));
    }

    [Test]
    public void Open_NoPackage_SaysSo()
    {
        using TemporaryFolder empty = new();
        Assert.That(() => ModelPackage.Open(empty.Path), Throws.TypeOf<ModelFormatException>().With.Message.Contains("not a model package"));
    }
}
