using System.Numerics.Tensors;
using FoundationModels.Import.Gguf;

namespace FoundationModels.Sdk.Tests.Import.Architectures;

/// <summary>
/// Computes a <see cref="TinyLlama"/> by the model's definition, in plain loops over the file's tensors as they are: query and key rows stay in the
/// file's order, where the two of a rotary pair are neighbours.
/// </summary>
internal sealed class PlainLlama(GgufFile file, TinyLlama model)
{
    private readonly bool _granite = model.Architecture == "granite";
    private readonly bool _qwen = model.Architecture.StartsWith("qwen", StringComparison.Ordinal);

    /// <summary>The logits of every position, one after the other.</summary>
    public float[] Logits(ReadOnlySpan<long> ids)
    {
        List<float[]> stream = [];
        foreach (long id in ids)
            stream.Add(Scaled(Rows("token_embd.weight", TinyLlama.Hidden, (int)id, 1), 3));
        for (int layer = 0; layer < model.Layers; layer++)
        {
            string prefix = $"blk.{layer}.";
            List<float[]> attended = Attend(layer, [.. stream.Select(x => Normalize(x, prefix + "attn_norm.weight"))]);
            for (int p = 0; p < stream.Count; p++)
            {
                float[] x = Sum(stream[p], Scaled(Linear(prefix + "attn_output", attended[p]), 0.6f));
                float[] normalized = Normalize(x, prefix + "ffn_norm.weight");
                float[] gate = Linear(prefix + "ffn_gate", normalized);
                float[] up = Linear(prefix + "ffn_up", normalized);
                float[] product = [.. gate.Zip(up, (g, u) => g / (1 + MathF.Exp(-g)) * u)];
                stream[p] = Sum(x, Scaled(Linear(prefix + "ffn_down", product), 0.6f));
            }
        }

        string head = file.Tensors.ContainsKey("output.weight") ? "output" : "token_embd";
        return [.. stream.SelectMany(x => Scaled(Linear(head, Normalize(x, "output_norm.weight")), 1 / 0.4f))];
    }

    private List<float[]> Attend(int layer, List<float[]> inputs)
    {
        string prefix = $"blk.{layer}.";
        List<float[]> queries = [.. inputs.Select((x, p) => Rotate(NormalizeHeads(Linear(prefix + "attn_q", x), prefix + "attn_q_norm.weight"), layer, p))];
        List<float[]> keys = [.. inputs.Select((x, p) => Rotate(NormalizeHeads(Linear(prefix + "attn_k", x), prefix + "attn_k_norm.weight"), layer, p))];
        List<float[]> values = [.. inputs.Select(x => Linear(prefix + "attn_v", x))];
        float scale = _granite ? 0.15f : 1 / MathF.Sqrt(TinyLlama.HeadSize);
        List<float[]> results = [];
        for (int p = 0; p < inputs.Count; p++)
        {
            float[] result = new float[TinyLlama.Heads * TinyLlama.HeadSize];
            for (int head = 0; head < TinyLlama.Heads; head++)
            {
                int from = head / (TinyLlama.Heads / TinyLlama.KeyValueHeads) * TinyLlama.HeadSize;
                Span<float> target = result.AsSpan(head * TinyLlama.HeadSize, TinyLlama.HeadSize);
                ReadOnlySpan<float> query = queries[p].AsSpan(head * TinyLlama.HeadSize, TinyLlama.HeadSize);
                float[] scores = new float[p + 1];
                for (int t = 0; t <= p; t++)
                    scores[t] = TensorPrimitives.Dot(query, keys[t].AsSpan(from, TinyLlama.HeadSize)) * scale;
                TensorPrimitives.SoftMax(scores, scores);
                for (int t = 0; t <= p; t++)
                    TensorPrimitives.MultiplyAdd(values[t].AsSpan(from, TinyLlama.HeadSize), scores[t], target, target);
            }

            results.Add(result);
        }

        return results;
    }

    private float[] Rotate(float[] rows, int layer, int position)
    {
        if (model.Architecture == "smollm3" && layer % 4 == 3)
            return rows;
        int half = model.Rotated / 2;
        for (int head = 0; head < rows.Length; head += TinyLlama.HeadSize)
        {
            for (int j = 0; j < half; j++)
            {
                // Qwen keeps the order in which the two of a pair are half a head apart.
                int a = head + (_qwen ? j : 2 * j);
                int b = _qwen ? a + half : a + 1;
                (double sin, double cos) = Math.SinCos(position * Math.Pow(TinyLlama.Theta, -j / (double)half));
                (rows[a], rows[b]) = ((float)((rows[a] * cos) - (rows[b] * sin)), (float)((rows[a] * sin) + (rows[b] * cos)));
            }
        }

        return rows;
    }

    private float[] NormalizeHeads(float[] rows, string name) => !file.Tensors.ContainsKey(name)
        ? rows
        : [.. rows.Chunk(TinyLlama.HeadSize).SelectMany(head => Normalize(head, name))];

    private float[] Scaled(float[] values, float scale) => _granite ? [.. values.Select(v => v * scale)] : values;

    private float[] Normalize(float[] x, string name)
    {
        float scale = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(x) / x.Length) + TinyLlama.Epsilon);
        float[] weight = Rows(name, x.Length, 0, 1);
        return [.. x.Select((value, i) => value * scale * weight[i])];
    }

    private float[] Linear(string name, float[] x)
    {
        int rows = (int)file.GetTensor(name + ".weight").RowCount;
        float[] weight = Rows(name + ".weight", x.Length, 0, rows);
        float[] result = file.Tensors.ContainsKey(name + ".bias") ? Rows(name + ".bias", rows, 0, 1) : new float[rows];
        for (int row = 0; row < rows; row++)
            result[row] += TensorPrimitives.Dot(weight.AsSpan(row * x.Length, x.Length), x);
        return result;
    }

    private float[] Rows(string name, int columns, int first, int count)
    {
        float[] values = new float[columns * count];
        file.Dequantize(file.GetTensor(name), first, values);
        return values;
    }

    private static float[] Sum(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
