using System.Globalization;
using System.Numerics.Tensors;
using FoundationModels.Import;

namespace FoundationModels.Adapters.Sets;

/// <summary>Adds adapters to the weights themselves: W + weight · (A B)ᵀ for every map, the sum over all adapters.</summary>
internal sealed class AdapterMerge : IModelChange
{
    private readonly ILookup<string, Part> _parts;

    /// <summary>Takes adapters that fit the model.</summary>
    /// <param name="adapters">The adapters, each with its weight.</param>
    public AdapterMerge(IReadOnlyList<(AdapterPackage Package, float Weight)> adapters)
    {
        _parts = adapters.SelectMany(a => a.Package.Updates.Select(update => new Part(update, a.Weight))).ToLookup(p => p.Slot, StringComparer.Ordinal);
        Suffix = string.Concat(adapters.Select(a => $"+{a.Package.Metadata.Identifier}"));
        Key = string.Concat(adapters.Select(a => string.Create(CultureInfo.InvariantCulture, $"+{a.Weight:R}*{a.Package.Metadata.WeightsSha256}")));
    }

    /// <inheritdoc/>
    public string Suffix { get; }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public RowChange? ChangeOf(string map)
    {
        Part[] parts = [.. _parts[map]];
        return parts.Length == 0 ? null : (row, values) =>
        {
            foreach (Part part in parts)
                part.AddTo(row, values);
        };
    }

    /// <summary>One adapter's update of a map, its A with the columns as rows: a row of weights is a sum of those.</summary>
    private sealed class Part
    {
        private readonly AdapterUpdate _update;
        private readonly float _weight;
        private readonly Lazy<float[]> _columns;

        public Part(AdapterUpdate update, float weight)
        {
            (_update, _weight) = (update, weight);
            _columns = new Lazy<float[]>(Transpose);
        }

        public string Slot => _update.Slot;

        public void AddTo(int row, Span<float> values)
        {
            for (int k = 0; k < _update.Rank; k++)
            {
                float factor = _update.B.Span[(k * _update.Outputs) + row] * _weight;
                TensorPrimitives.MultiplyAdd(_columns.Value.AsSpan(k * _update.Inputs, _update.Inputs), factor, values, values);
            }
        }

        private float[] Transpose()
        {
            float[] columns = new float[_update.A.Length];
            ReadOnlySpan<float> a = _update.A.Span;
            for (int input = 0; input < _update.Inputs; input++)
            {
                for (int k = 0; k < _update.Rank; k++)
                    columns[(k * _update.Inputs) + input] = a[(input * _update.Rank) + k];
            }

            return columns;
        }
    }
}
