using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace FoundationModels.Adapters.Files;

/// <summary>Reads an adapter's updates from its file of weights, each of their two matrices checked against the other.</summary>
internal static class AdapterUpdates
{
    /// <summary>Reads updates into memory of their own, in the order of slots in the file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AdapterFormatException">The file is damaged, lacks a matrix, or has one twice, of another rank, or with a value that is no finite number.</exception>
    public static IReadOnlyList<AdapterUpdate> Read(string path, ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        IReadOnlyList<AdapterParameter> parameters = OnnxAdapterReader.Read(path, bytes);
        Dictionary<string, (AdapterParameter? A, AdapterParameter? B)> pairs = new(StringComparer.Ordinal);
        foreach (AdapterParameter parameter in parameters)
        {
            if (!AdapterNames.TryParse(parameter.Name, out string slot, out bool isA))
                throw new AdapterFormatException(path, parameter.Name, "Parameters are named after a model's slot: SLOT.lora_A or SLOT.lora_B.");
            (AdapterParameter? A, AdapterParameter? B) pair = pairs.GetValueOrDefault(slot);
            if ((isA ? pair.A : pair.B) is not null)
                throw new AdapterFormatException(path, parameter.Name, "The file has this parameter twice.");
            pairs[slot] = isA ? (parameter, pair.B) : (pair.A, parameter);
        }

        List<AdapterUpdate> updates = new(pairs.Count);
        foreach ((string slot, (AdapterParameter? a, AdapterParameter? b)) in pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            updates.Add(Read(path, bytes, slot, a, b));
        }

        return updates;
    }

    private static AdapterUpdate Read(string path, ReadOnlySpan<byte> bytes, string slot, AdapterParameter? first, AdapterParameter? second)
    {
        if (first is not { } a || second is not { } b)
            throw new AdapterFormatException(path, slot, $"The file has {(first is null ? AdapterNames.B(slot) : AdapterNames.A(slot))} without its other matrix.");
        if (a.Columns != b.Rows)
            throw new AdapterFormatException(path, slot, $"A has the rank {a.Columns} and B the rank {b.Rows}.");
        if (a.Columns > AdapterMetadataCheck.MostRank)
            throw new AdapterFormatException(path, slot, $"The rank is {a.Columns}; it may be {AdapterMetadataCheck.MostRank} at most.");
        return new AdapterUpdate(slot, a.Rows, b.Columns, a.Columns, Values(path, bytes, a), Values(path, bytes, b));
    }

    private static float[] Values(string path, ReadOnlySpan<byte> bytes, AdapterParameter parameter)
    {
        int count = parameter.Rows * parameter.Columns;
        float[] values = GC.AllocateUninitializedArray<float>(count, pinned: true);
        ReadOnlySpan<byte> stored = bytes[parameter.Start..];
        if (parameter.Type == AdapterElementType.Half)
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(stored)[..count], values);
        else
            stored[..(count * sizeof(float))].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));

        // A sum of magnitudes is finite where every value is: nothing that is infinite or no number can leave it again.
        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(values)) && Array.FindIndex(values, v => !float.IsFinite(v)) is >= 0 and int at)
            throw new AdapterFormatException(path, parameter.Name, $"Its value {at} is {values[at]}. The adapter was trained or converted wrongly.");
        return values;
    }
}
