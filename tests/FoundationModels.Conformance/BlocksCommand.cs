using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using FoundationModels.Import.Quantization;
using FoundationModels.Import.Safetensors;

namespace FoundationModels.Conformance;

/// <summary>
/// Decodes the blocks of every DIR/TYPE.safetensors ("raw" [blocks, bytes], "values" [blocks, values]). F16 and BF16 must agree to the
/// bit, other types within 1e-6 of the block's largest value.
/// </summary>
internal static class BlocksCommand
{
    private const double Bound = 1e-6;

    /// <summary>Runs the command.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        ConformanceReport report = new("blocks");
        foreach (string path in Directory.EnumerateFiles(arguments.Directory, "*.safetensors").Order(StringComparer.Ordinal))
            RunFile(path, report);
        return report;
    }

    private static void RunFile(string path, ConformanceReport report)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        int blocks = (int)file.GetTensor("raw").Shape[0];
        if (!Enum.TryParse(name, out TensorType type) || BlockFormat.Find(type) is not { IsSupported: true } format)
        {
            for (int i = 0; i < blocks; i++)
                report.AddUnsupported(name);
            return;
        }

        ReadOnlySpan<byte> raw = file.GetData("raw");
        ReadOnlySpan<float> expected = file.GetValues<float>("values");
        float[] actual = new float[expected.Length];
        format.Decode(raw, actual);
        bool exact = type is TensorType.F32 or TensorType.F16 or TensorType.BF16;
        int width = expected.Length / blocks;
        for (int i = 0; i < blocks; i++)
            AddBlock(report, $"{name}/{i}", expected.Slice(i * width, width), actual.AsSpan(i * width, width), exact);
    }

    private static void AddBlock(ConformanceReport report, string id, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, bool exact)
    {
        if (exact)
        {
            bool same = MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual));
            report.Add(id, same, same ? 0 : double.NaN, same ? null : "the values differ in their bits");
            return;
        }

        float[] difference = new float[expected.Length];
        TensorPrimitives.Subtract(expected, actual, difference);
        double largest = Math.Abs((double)TensorPrimitives.MaxMagnitude(expected));
        double worst = Math.Abs((double)TensorPrimitives.MaxMagnitude<float>(difference));
        double figure = worst == 0 ? 0 : worst / largest;
        report.Add(id, figure <= Bound, figure, figure <= Bound ? null : $"off by {worst:G4} where the largest value is {largest:G4}");
    }
}
