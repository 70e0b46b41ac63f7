using FoundationModels.Import;
using FoundationModels.Import.HuggingFace;
using FoundationModels.Import.Quantization;
using FoundationModels.Import.Safetensors;
using FoundationModels.Packages;

namespace FoundationModels.Adapters.Import;

/// <summary>Reads an adapter as PEFT writes it: a folder of <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
internal static class PeftAdapter
{
    /// <summary>The name of the file of weights.</summary>
    public const string WeightsFile = "adapter_model.safetensors";

    private const string Prefix = "base_model.model.";
    private const string SuffixA = ".lora_A.weight";
    private const string SuffixB = ".lora_B.weight";

    /// <summary>Reads an adapter.</summary>
    /// <exception cref="ModelFormatException">A file is absent or damaged, or asks for what is unsupported.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImportedAdapter Read(string folder, ModelManifest manifest)
    {
        PeftConfig config = PeftConfig.Read(folder);
        string path = Path.Combine(folder, WeightsFile);
        if (!File.Exists(path))
            throw new ModelFormatException(path, null, "The file is absent; weights in other forms are not read.");
        using SafetensorsFile file = SafetensorsFile.Open(path);
        List<AdapterUpdate> updates = [];
        foreach (string name in file.Tensors.Keys.Order(StringComparer.Ordinal))
        {
            string module = ModuleOf(path, name);
            if (name.EndsWith(SuffixB, StringComparison.Ordinal))
            {
                // The pair is read where A is; B alone is no pair.
                _ = Find(file, path, Prefix + module + SuffixA);
                continue;
            }

            string slot = HuggingFaceNames.SlotOf(module)
                ?? throw new ModelFormatException(path, name, "The module is not a linear map of a decoder's layer; adapters of other modules are unsupported.");
            (int rank, float scaling) = config.Of(module);
            updates.Add(ReadPair(file, path, module, rank).ToUpdate(slot, scaling)
                ?? throw new ModelFormatException(path, name, "The module's matrices have values that are not finite numbers of 32 bits."));
        }

        if (updates.Count == 0)
            throw new ModelFormatException(path, null, "The file has no tensors.");
        return new ImportedAdapter(AdapterImporter.Describe(folder, config.Alpha, updates, manifest), updates);
    }

    private static string ModuleOf(string path, string name)
    {
        bool isMatrix = name.EndsWith(SuffixA, StringComparison.Ordinal) || name.EndsWith(SuffixB, StringComparison.Ordinal);
        return isMatrix && name.Length > Prefix.Length + SuffixA.Length && name.StartsWith(Prefix, StringComparison.Ordinal)
            ? name[Prefix.Length..^SuffixA.Length]
            : throw new ModelFormatException(path, name, "The tensor is not the A or B of a linear map; only those are supported.");
    }

    private static LowRankPair ReadPair(SafetensorsFile file, string path, string module, int rank)
    {
        string nameA = Prefix + module + SuffixA;
        string nameB = Prefix + module + SuffixB;
        SafetensorsTensor a = Find(file, path, nameA);
        SafetensorsTensor b = Find(file, path, nameB);
        if (a.Shape is not [long rows, > 0 and <= ModelSource.LargestSize and long inputs] || rows != rank)
            throw new ModelFormatException(path, nameA, $"The shape is [{string.Join(", ", a.Shape)}], expected [{rank}, inputs] as the configuration has the rank.");
        if (b.Shape is not [> 0 and <= ModelSource.LargestSize and long outputs, long columns] || columns != rank)
            throw new ModelFormatException(path, nameB, $"The shape is [{string.Join(", ", b.Shape)}], expected [outputs, {rank}] as the configuration has the rank.");
        return new LowRankPair(rank, (int)inputs, (int)outputs, Floats(file, path, nameA, a), Floats(file, path, nameB, b));
    }

    private static SafetensorsTensor Find(SafetensorsFile file, string path, string name) =>
        file.Tensors.TryGetValue(name, out SafetensorsTensor? tensor) ? tensor : throw new ModelFormatException(path, name, "The tensor is absent.");

    private static float[] Floats(SafetensorsFile file, string path, string name, SafetensorsTensor tensor)
    {
        TensorType type = tensor.Type switch
        {
            SafetensorsType.F32 => TensorType.F32,
            SafetensorsType.F16 => TensorType.F16,
            SafetensorsType.BF16 => TensorType.BF16,
            _ => throw new ModelFormatException(path, name, $"The tensor's type is {tensor.Type}; supported are F32, F16 and BF16."),
        };
        BlockFormat format = BlockFormat.Find(type)!;
        float[] values = new float[tensor.ByteLength / format.BytesPerBlock];
        format.Decode(file.GetData(name), values);
        return values;
    }
}
