namespace FoundationModels.Import.Architectures;

/// <summary>Reads the shape of attention from a model's hyperparameters.</summary>
internal static class AttentionReader
{
    private const int MostHeads = 4096;

    /// <summary>Reads and checks heads and head size.</summary>
    public static AttentionShape Read(ModelSource source, int layers, int hidden)
    {
        int heads = Heads(source, "attention.head_count", layers);
        int keyValueHeads = source.Has("attention.head_count_kv") ? Heads(source, "attention.head_count_kv", layers) : heads;
        if (heads % keyValueHeads != 0)
            throw source.Fault(source.Key("attention.head_count_kv"), $"The value {keyValueHeads} does not divide the head count {heads}.");
        if (!source.Has("attention.key_length") && hidden % heads != 0)
            throw source.Fault(source.Key("attention.head_count"), $"The value {heads} does not divide the embedding length {hidden}.");
        int headSize = source.Size("attention.key_length", Math.Max(hidden / heads, 1), ModelSource.LargestSize / MostHeads);
        int valueSize = source.Size("attention.value_length", headSize, ModelSource.LargestSize / MostHeads);
        if (valueSize != headSize)
        {
            throw source.Fault(
                source.Key("attention.value_length"), $"The value {valueSize} differs from the key length {headSize}, which is unsupported.");
        }

        return new AttentionShape(heads, keyValueHeads, headSize, source.Positive("attention.scale", (float)(1 / Math.Sqrt(headSize))));
    }

    /// <summary>A head count: a number, or an array with the same number for every layer.</summary>
    private static int Heads(ModelSource source, string name, int layers)
    {
        string key = source.Key(name);
        if (!source.File.Hyperparameters.IsArray(name))
            return source.Size(name, MostHeads);
        if (!source.File.Hyperparameters.TryGetInt32Array(name, out int[]? counts) || counts.Length != layers)
            throw source.Fault(key, $"The array has {counts?.Length} entries, expected one for each of the {layers} layers.");
        if (counts[0] < 1 || counts[0] > MostHeads || counts.Any(c => c != counts[0]))
            throw source.Fault(key, $"The head counts have to be the same in every layer, from 1 to {MostHeads}.");
        return counts[0];
    }
}
