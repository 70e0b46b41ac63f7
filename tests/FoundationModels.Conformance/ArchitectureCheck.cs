using System.Numerics.Tensors;
using FoundationModels.Import.Safetensors;

namespace FoundationModels.Conformance;

/// <summary>Compares one prompt's logits, and whatever else the reference has of it, with what a graph computes.</summary>
internal sealed class ArchitectureCheck(ReferenceGraph graph, SafetensorsFile goldens, string prefix, string prompt, double tolerance)
{
    private const string Logits = "logits";
    private const string Hidden = "hidden_states";

    private double _worst;
    private string? _difference;

    /// <summary>Runs the prompt and adds a case.</summary>
    public void Report(ConformanceReport report, string id)
    {
        long[] ids = goldens.GetValues<long>($"{prompt}.ids").ToArray();
        graph.Reset();
        float[] logits = graph.Run(ids, Logits)[0];
        int vocabulary = logits.Length / ids.Length;
        CompareRows(logits, vocabulary);
        CompareArgMax(logits, vocabulary);
        CompareSummaries(logits, vocabulary, ids.Length);
        CompareGreedy(logits.AsSpan()[^vocabulary..]);
        if (_difference is not null)
            _difference += FirstLayer(ids);
        report.Add(id, _difference is null, _worst / tolerance, _difference);
    }

    private string Key(string name) => $"{prefix}{prompt}.{name}";

    private bool Has(string name) => goldens.Tensors.ContainsKey(Key(name));

    private void CompareRows(float[] logits, int vocabulary)
    {
        ReadOnlySpan<float> expected = goldens.GetValues<float>(Key(Logits));
        long[] positions = Has("positions")
            ? goldens.GetValues<long>(Key("positions")).ToArray()
            : [.. Enumerable.Range(0, expected.Length / vocabulary)];
        for (int row = 0; row < positions.Length; row++)
        {
            int position = (int)positions[row];
            float distance = Distance(logits.AsSpan(position * vocabulary, vocabulary), expected.Slice(row * vocabulary, vocabulary));
            Note(distance, $"the logits at position {position} differ");
        }
    }

    /// <summary>Within the tolerance the reference's choice may lose by two tolerances at most.</summary>
    private void CompareArgMax(float[] logits, int vocabulary)
    {
        ReadOnlySpan<long> expected = goldens.GetValues<long>(Key("argmax"));
        for (int position = 0; position < expected.Length; position++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(position * vocabulary, vocabulary);
            Note((TensorPrimitives.Max(row) - row[(int)expected[position]]) / 2, $"the most likely id at position {position} loses");
        }
    }

    private void CompareSummaries(float[] logits, int vocabulary, int count)
    {
        if (!Has("means") || !Has("lse"))
            return;
        ReadOnlySpan<float> means = goldens.GetValues<float>(Key("means"));
        ReadOnlySpan<float> sums = goldens.GetValues<float>(Key("lse"));
        int groups = means.Length / count;
        int size = vocabulary / groups;
        for (int position = 0; position < count; position++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(position * vocabulary, vocabulary);
            for (int group = 0; group < groups; group++)
            {
                float mean = TensorPrimitives.Average(row.Slice(group * size, size));
                Note(Math.Abs(mean - means[(position * groups) + group]), $"a mean at position {position} differs");
            }

            double top = TensorPrimitives.Max(row);
            double sum = 0;
            foreach (float logit in row)
                sum += Math.Exp(logit - top);
            Note(Math.Abs(top + Math.Log(sum) - sums[position]), $"the log-sum-exp at position {position} differs");
        }
    }

    /// <summary>The margins are far above the tolerance, so ids agree exactly. One token at a time, so that the caches are tested too.</summary>
    private void CompareGreedy(ReadOnlySpan<float> last)
    {
        if (!Has("greedy"))
            return;
        ReadOnlySpan<long> expected = goldens.GetValues<long>(Key("greedy"));
        for (int step = 0; step < expected.Length; step++)
        {
            int id = TensorPrimitives.IndexOfMax(last);
            if (id != expected[step])
            {
                _difference ??= $"greedy step {step} gives {id}, expected {expected[step]}";
                return;
            }

            last = graph.Run([id], Logits)[0];
        }
    }

    /// <summary>Where the residual stream leaves the reference's, for prompts that have it.</summary>
    private string FirstLayer(long[] ids)
    {
        int count = 0;
        while (Has($"hidden.{count}"))
            count++;
        if (count == 0)
            return "";
        string[] outputs = [.. Enumerable.Range(0, count - 1).Select(i => $"residual.{i}"), Hidden];
        graph.Reset();
        float[][] hidden = graph.Run(ids, outputs);
        for (int i = 0; i < count; i++)
        {
            float distance = Distance(hidden[i], goldens.GetValues<float>(Key($"hidden.{i}")));
            if (!(distance <= tolerance))
                return $"; the residual stream differs first after layer {i}, by {distance:G3}";
        }

        return "; all hidden states agree";
    }

    private static float Distance(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        float[] difference = new float[actual.Length];
        TensorPrimitives.Subtract(actual, expected, difference);
        return TensorPrimitives.MaxMagnitude(difference) is var most && float.IsNaN(most) ? float.PositiveInfinity : MathF.Abs(most);
    }

    private void Note(double distance, string what)
    {
        _worst = Math.Max(_worst, distance);
        if (!(distance <= tolerance))
            _difference ??= $"{what} by {distance:G3}, tolerance {tolerance:G3}";
    }
}
