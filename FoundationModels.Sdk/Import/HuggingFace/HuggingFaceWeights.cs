using System.Text.Json;
using FoundationModels.Import.Safetensors;

namespace FoundationModels.Import.HuggingFace;

/// <summary>The weights of a folder: one safetensors file, or several with an index.</summary>
internal sealed class HuggingFaceWeights : IDisposable
{
    /// <summary>The name of a single file of weights.</summary>
    public const string SingleFile = "model.safetensors";

    /// <summary>The name of the index of several files.</summary>
    public const string Index = "model.safetensors.index.json";

    private const long IndexLimit = 16 << 20;
    private const int ShardLimit = 1024;
    private readonly Dictionary<string, SafetensorsFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fileOf = new(StringComparer.Ordinal);
    private readonly string _folder;

    private HuggingFaceWeights(string folder) => _folder = folder;

    /// <summary>Gets the names of all tensors.</summary>
    public IEnumerable<string> Names => _fileOf.Keys;

    /// <summary>Opens the weights of a folder.</summary>
    /// <exception cref="ModelFormatException">There are none, or a file is corrupt or not what the index says.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static HuggingFaceWeights Open(string folder)
    {
        HuggingFaceWeights weights = new(folder);
        try
        {
            if (File.Exists(Path.Combine(folder, SingleFile)))
                weights.Add(SingleFile);
            else if (File.Exists(Path.Combine(folder, Index)))
                weights.AddShards(SourceJson.Read(Path.Combine(folder, Index), IndexLimit));
            else
                throw new ModelFormatException(Path.Combine(folder, SingleFile), null, $"The folder has neither this file nor '{Index}'; weights in other forms are not read.");
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>What the file says of a tensor.</summary>
    public SafetensorsTensor this[string name] => _files[_fileOf[name]].Tensors[name];

    /// <summary>The path of the file that has a tensor, or null where none has.</summary>
    public string? PathOf(string name) => _fileOf.TryGetValue(name, out string? file) ? Path.Combine(_folder, file) : null;

    /// <summary>Bytes of a tensor's file.</summary>
    public ReadOnlySpan<byte> Slice(string name, long offset, int length) => _files[_fileOf[name]].Slice(offset, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafetensorsFile file in _files.Values)
            file.Dispose();
    }

    private void AddShards(SourceJson index)
    {
        SourceJson map = index.Child("weight_map") ?? throw index.Fault("weight_map", "The value is absent.");
        Dictionary<string, string> wanted = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in map.Properties)
        {
            string file = map.TextOf(name, value);
            if (!IsPlainName(file))
                throw map.Fault(name, $"'{file}' is not the name of a safetensors file in the same folder.");
            wanted[name] = file;
            if (_files.ContainsKey(file))
                continue;
            if (_files.Count == ShardLimit)
                throw map.Fault(name, $"The weights are in more than {ShardLimit} files.");
            if (!File.Exists(Path.Combine(_folder, file)))
                throw map.Fault(name, $"The file '{file}' is absent from the folder.");
            Add(file);
        }

        foreach ((string name, string file) in wanted)
        {
            if (_fileOf.GetValueOrDefault(name) != file)
                throw map.Fault(name, $"The file '{file}' has no such tensor.");
        }

        if (_fileOf.Keys.FirstOrDefault(name => !wanted.ContainsKey(name)) is { } stray)
            throw new ModelFormatException(PathOf(stray)!, stray, "The index does not name this tensor.");
    }

    private void Add(string name)
    {
        SafetensorsFile file = SafetensorsFile.Open(Path.Combine(_folder, name));
        _files.Add(name, file);
        foreach (string tensor in file.Tensors.Keys)
        {
            if (!_fileOf.TryAdd(tensor, name))
                throw new ModelFormatException(Path.Combine(_folder, name), tensor, $"The tensor is in '{_fileOf[tensor]}' as well.");
        }
    }

    private static bool IsPlainName(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) && name.AsSpan().IndexOfAny("/\\:\0") < 0 && name[0] != '.';
}
