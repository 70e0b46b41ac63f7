using System.Runtime.InteropServices;
using FoundationModels.Import.Safetensors;
using FoundationModels.Inference.Training;

namespace FoundationModels.Conformance.Gradients;

/// <summary>Finds a slot's matrices in files that name and lay them out as PEFT does: A [rank, in], B [out, rank].</summary>
internal static class SlotTensors
{
    private static readonly Dictionary<string, string> Modules = new(StringComparer.Ordinal)
    {
        ["attn_q"] = "self_attn.q_proj",
        ["attn_k"] = "self_attn.k_proj",
        ["attn_v"] = "self_attn.v_proj",
        ["attn_output"] = "self_attn.o_proj",
        ["ffn_gate"] = "mlp.gate_proj",
        ["ffn_up"] = "mlp.up_proj",
        ["ffn_down"] = "mlp.down_proj",
    };

    /// <summary>The tensor's name, as in "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight".</summary>
    public static string NameOf(TrainableMatrix matrix)
    {
        string[] parts = matrix.Name.Split('.');
        return $"base_model.model.model.layers.{parts[1]}.{Modules[parts[2]]}.{parts[3]}.weight";
    }

    /// <summary>A tensor in the order of the graph's matrix.</summary>
    public static double[] Read(SafetensorsFile file, TrainableMatrix matrix, string prefix = "")
    {
        string name = prefix + NameOf(matrix);
        ReadOnlySpan<byte> data = file.GetData(name);
        double[] values = file.GetTensor(name).Type switch
        {
            SafetensorsType.F64 => MemoryMarshal.Cast<byte, double>(data).ToArray(),
            SafetensorsType.F32 => [.. MemoryMarshal.Cast<byte, float>(data).ToArray().Select(v => (double)v)],
            SafetensorsType.F16 => [.. MemoryMarshal.Cast<byte, Half>(data).ToArray().Select(v => (double)v)],
            SafetensorsType.I8 => [.. MemoryMarshal.Cast<byte, sbyte>(data).ToArray().Select(v => (double)v)],
            SafetensorsType other => throw new ArgumentException($"{name} is {other}."),
        };
        double[] transposed = new double[values.Length];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
                transposed[(row * matrix.Columns) + column] = values[(column * matrix.Rows) + row];
        }

        return transposed;
    }

    /// <summary>‖a - b‖ / ‖b‖.</summary>
    public static double Difference(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            norm += expected[i] * expected[i];
        }

        return norm == 0 ? Math.Sqrt(difference) : Math.Sqrt(difference / norm);
    }
}
