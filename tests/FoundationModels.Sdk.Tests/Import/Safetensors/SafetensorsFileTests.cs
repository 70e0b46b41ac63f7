using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using FoundationModels.Import.Safetensors;
using FoundationModels.Sdk.Tests.Import.Gguf;

namespace FoundationModels.Sdk.Tests.Import.Safetensors;

public sealed class SafetensorsFileTests
{
    [Test]
    public void Open_TwoTensors_GivesTheirValues()
    {
        const string Header = """
            {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"I64","shape":[],"data_offsets":[8,16]}}
            """;
        SmallGguf.WithFile(Build(Header, [0, 0, 128, 63, 0, 0, 0, 64, 7, 0, 0, 0, 0, 0, 0, 0]), path =>
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            Assert.That(file.Tensors.Keys, Is.EquivalentTo(new[] { "a", "b" }));
            Assert.That(file.GetValues<float>("a").ToArray(), Is.EqualTo(new[] { 1f, 2f }));
            Assert.That(file.GetValues<long>("b").ToArray(), Is.EqualTo(new[] { 7L }));
            Assert.That(() => file.GetValues<int>("b").Length, Throws.TypeOf<ModelFormatException>().With.Message.Contains("I64"));
            Assert.That(() => file.GetData("c").Length, Throws.TypeOf<ModelFormatException>());
        });
    }

    [TestCase("{}", 4, TestName = "Open_BytesAfterTheLastTensor_IsRefused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, TestName = "Open_SizeOtherThanShape_IsRefused")]
    [TestCase("""{"a":{"dtype":"U8","shape":[-1,-4],"data_offsets":[0,4]}}""", 4, TestName = "Open_NegativeShape_IsRefused")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, TestName = "Open_SharedBytes_IsRefused")]
    [TestCase("""{"a":{"shape":[4],"data_offsets":[0,4]}}""", 4, TestName = "Open_NoType_IsRefused")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}} {}""", 4, TestName = "Open_TwoObjects_IsRefused")]
    [TestCase("[]", 0, TestName = "Open_HeaderIsArray_IsRefused")]
    public void Open_OneThingWrong_IsRefused(string header, int bytes) => SmallGguf.WithFile(Build(header, new byte[bytes]), path =>
        Assert.That(() => SafetensorsFile.Open(path).Dispose(), Throws.TypeOf<ModelFormatException>()));

    [Test]
    public void Open_ReferenceFiles_AreRefusedOrLoadedAsTheyShould()
    {
        string folder = SharedData.Require("goldens", "architectures", "malformed");
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        int checkedFiles = 0;
        foreach (JsonElement item in cases.RootElement.EnumerateArray())
        {
            string file = item.GetProperty("file").GetString()!;
            if (!file.EndsWith(".safetensors", StringComparison.Ordinal))
                continue;
            checkedFiles++;
            string path = Path.Combine(folder, file);
            Action open = () => SafetensorsFile.Open(path).Dispose();
            switch (item.GetProperty("verdict").GetString())
            {
                case "accept":
                    Assert.That(open, Throws.Nothing, file);
                    break;
                case "reject":
                    Assert.That(open, Throws.TypeOf<ModelFormatException>(), file);
                    break;
                default:
                    Assert.That(FaultOf(open), Is.Null.Or.TypeOf<ModelFormatException>(), file);
                    break;
            }
        }

        Assert.That(checkedFiles, Is.GreaterThan(40));
    }

    private static Exception? FaultOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static byte[] Build(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }
}
