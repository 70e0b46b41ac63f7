using System.Numerics.Tensors;
using FoundationModels.Import.Gguf;

namespace FoundationModels.Sdk.Tests.Import.Architectures;

/// <summary>
/// Computes a <see cref="TinyLlama"/> by the model's definition, in plain loops over the file's tensors as they are: query and key rows stay in the
/// file's order, where the two of a rotary pair are neighbours.
/// </summary>
internal sealed class PlainLlama(GgufFile file)
{
    /// <summary>The logits of every position, one after the other.</summary>
    public float[] Logits(ReadOnlySpan<long> ids)
    {
        List<float[]> stream = [];
        foreach (long id in ids)
            stream.Add(Rows("token_embd.weight", TinyLlama.Hidden, (int)id, 1));
        for (int layer = 0; layer < TinyLlama.Layers; layer++)
        {
            string prefix = $"blk.{layer}.";
            List<float[]> attended = Attend(prefix, [.. stream.Select(x => Normalize(x, prefix + "attn_norm.weight"))]);
            for (int p = 0; p < stream.Count; p++)
            {
                float[] x = Sum(stream[p], Linear(prefix + "attn_output", attended[p]));
                float[] normalized = Normalize(x, prefix + "ffn_norm.weight");
                float[] gate = Linear(prefix + "ffn_gate", normalized);
                float[] up = Linear(prefix + "ffn_up", normalized);
                stream[p] = Sum(x, Linear(prefix + "ffn_down", [.. gate.Zip(up, (g, u) => g / (1 + MathF.Exp(-g)) * u)]));
            }
        }

        string head = file.Tensors.ContainsKey("output.weight") ? "output" : "token_embd";
        return [.. stream.SelectMany(x => Linear(head, Normalize(x, "output_norm.weight")))];
    }

    private List<float[]> Attend(string prefix, List<float[]> inputs)
    {
        List<float[]> queries = [.. inputs.Select((x, p) => Rotate(Linear(prefix + "attn_q", x), p))];
        List<float[]> keys = [.. inputs.Select((x, p) => Rotate(Linear(prefix + "attn_k", x), p))];
        List<float[]> values = [.. inputs.Select(x => Linear(prefix + "attn_v", x))];
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
                    scores[t] = TensorPrimitives.Dot(query, keys[t].AsSpan(from, TinyLlama.HeadSize)) / MathF.Sqrt(TinyLlama.HeadSize);
                TensorPrimitives.SoftMax(scores, scores);
                for (int t = 0; t <= p; t++)
                    TensorPrimitives.MultiplyAdd(values[t].AsSpan(from, TinyLlama.HeadSize), scores[t], target, target);
            }

            results.Add(result);
        }

        return results;
    }

    private static float[] Rotate(float[] rows, int position)
    {
        for (int i = 0; i < rows.Length; i += 2)
        {
            double angle = position * Math.Pow(TinyLlama.Theta, -(i % TinyLlama.HeadSize) / (double)TinyLlama.HeadSize);
            (double sin, double cos) = Math.SinCos(angle);
            (rows[i], rows[i + 1]) = ((float)((rows[i] * cos) - (rows[i + 1] * sin)), (float)((rows[i] * sin) + (rows[i + 1] * cos)));
        }

        return rows;
    }

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
