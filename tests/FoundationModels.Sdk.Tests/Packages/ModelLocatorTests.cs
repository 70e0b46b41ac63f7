using FoundationModels.Conformance;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Packages;

public sealed class ModelLocatorTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Find_EveryPlaceHasOne_TakesThemInOrder()
    {
        string given = File("given.gguf");
        string environment = File("environment.gguf");
        File("app", "option.gguf");
        string beside = File("app", "models", "a.gguf");
        string stored = File("store", "models", "b.gguf");
        ModelPlaces places = new(environment, "option.gguf", _folder.At("app"), _folder.At("store"));

        Assert.That(ModelLocator.Find(given, places).Path, Is.EqualTo(given));
        Assert.That(ModelLocator.Find(null, places).Path, Is.EqualTo(environment));
        places = places with { EnvironmentPath = null };
        Assert.That(ModelLocator.Find(null, places).Path, Is.EqualTo(_folder.At("app", "option.gguf")));
        places = places with { HostOptionPath = null };
        Assert.That(ModelLocator.Find(null, places).Path, Is.EqualTo(beside));
        places = places with { AppFolder = _folder.At("elsewhere") };
        Assert.That(ModelLocator.Find(null, places).Path, Is.EqualTo(stored));
    }

    [Test]
    public void Find_NamedPlaceIsEmpty_DoesNotTakeAnother()
    {
        File("app", "models", "a.gguf");
        ModelSearch search = ModelLocator.Find(null, new ModelPlaces(_folder.At("absent.gguf"), null, _folder.At("app"), null));
        Assert.That(search.Path, Is.Null);
        Assert.That(search.Describe(), Does.Contain("absent.gguf").And.Contain(ModelPlaces.Variable));
    }

    [Test]
    public void Find_Nothing_ListsEveryPlace()
    {
        ModelSearch search = ModelLocator.Find(null, new ModelPlaces(null, null, _folder.At("app"), _folder.At("store")));
        Assert.That(search.Path, Is.Null);
        Assert.That(search.Steps, Has.Count.EqualTo(4));
        Assert.That(search.Describe(), Does.Contain(_folder.At("app", "models")).And.Contain(_folder.At("store", "models")).And.Contain(ModelPlaces.HostOption));
    }

    [Test]
    public void Find_PackageAndFilesBesideTheApp_TakesThePackage()
    {
        File("app", "models", "a.gguf");
        File("app", "models", "b", "b.gguf");
        string package = _folder.At("app", "models", "z");
        Directory.CreateDirectory(package);
        FakePackage.Write(package, [1], ModelPrecision.Fast);
        Assert.That(ModelLocator.Find(null, new ModelPlaces(null, null, _folder.At("app"), null)).Path, Is.EqualTo(package));
    }

    [Test]
    public void Resolve_FolderWithModelFiles_TakesTheOnlyOne()
    {
        string only = File("models", "a.gguf");
        File("models", "tokenizer.json");
        Assert.That(ModelLocator.Resolve(_folder.At("models")), Is.EqualTo(only));
        File("models", "b.gguf");
        Assert.That(ModelLocator.Resolve(_folder.At("models")), Is.Null);
    }

    [Test]
    public void StoreLocation_Variables_DecideTheFolder()
    {
        Assert.That(StoreLocation.Choose(name => name == StoreLocation.Variable ? _folder.Path : null), Is.EqualTo(_folder.Path));
        Assert.That(StoreLocation.Choose(_ => null), Does.EndWith("FoundationModels"));
        if (OperatingSystem.IsLinux())
        {
            Assert.That(StoreLocation.Choose(name => name == "XDG_CACHE_HOME" ? "/var/cache/me" : null), Is.EqualTo("/var/cache/me/FoundationModels"));
            Assert.That(StoreLocation.Choose(name => name == "XDG_CACHE_HOME" ? "relative" : null), Does.EndWith(".cache/FoundationModels"));
        }
    }

    private string File(params string[] parts)
    {
        string path = _folder.At(parts);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, "x");
        return path;
    }
}
