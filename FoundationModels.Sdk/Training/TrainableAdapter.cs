using FoundationModels.Adapters;
using FoundationModels.Adapters.Files;
using FoundationModels.Inference;
using FoundationModels.Inference.Training;
using FoundationModels.Packages;

namespace FoundationModels.Training;

/// <summary>An adapter while it learns (Hu et al. 2021): for every slot of the model a pair of matrices; of rank 0 where the map is not adapted.</summary>
internal sealed class TrainableAdapter
{
    private readonly (AdapterSlot Slot, TrainableMatrix A, TrainableMatrix B)[] _pairs;

    /// <summary>Makes an adapter that changes nothing yet: A is random, B is 0.</summary>
    /// <param name="slots">The model's slots.</param>
    /// <param name="rank">The rank of adapted maps.</param>
    /// <param name="scale">What x·A·B is multiplied by.</param>
    /// <param name="kinds">The kinds of maps that are adapted, or null for all.</param>
    /// <param name="seed">The seed of A.</param>
    public TrainableAdapter(IReadOnlyList<AdapterSlot> slots, int rank, double scale, IReadOnlyCollection<string>? kinds, ulong seed)
    {
        Scale = scale;
        RandomSource random = new(seed);
        _pairs = [.. slots.Select(slot =>
        {
            int used = kinds is null || kinds.Contains(AdapterNames.KindOf(slot.Name)) ? rank : 0;
            TrainableMatrix a = new($"{slot.Name}.lora_A", slot.Inputs, used);
            double bound = 1 / Math.Sqrt(slot.Inputs);
            foreach (ref float value in a.Values.AsSpan())
                value = (float)(((2 * random.NextDouble()) - 1) * bound);
            return (slot, a, new TrainableMatrix($"{slot.Name}.lora_B", used, slot.Outputs));
        })];
        All = [.. _pairs.SelectMany(p => new[] { p.A, p.B })];
        Learning = [.. All.Where(m => m.Values.Length > 0)];
    }

    /// <summary>Gets what x·A·B is multiplied by.</summary>
    public double Scale { get; }

    /// <summary>Gets the matrices of all slots.</summary>
    public IReadOnlyList<TrainableMatrix> All { get; }

    /// <summary>Gets the matrices that have entries.</summary>
    public IReadOnlyList<TrainableMatrix> Learning { get; }

    /// <summary>Gets the number of entries.</summary>
    public long Parameters => Learning.Sum(m => (long)m.Values.Length);

    /// <summary>A copy of all entries.</summary>
    public float[][] Copy() => [.. Learning.Select(m => m.Values.ToArray())];

    /// <summary>Takes the entries of a copy.</summary>
    public void Restore(float[][] copy)
    {
        for (int i = 0; i < copy.Length; i++)
            copy[i].CopyTo(Learning[i].Values, 0);
    }

    /// <summary>What the adapter adds to each map, the scale folded into B.</summary>
    public IReadOnlyList<AdapterUpdate> ToUpdates() =>
    [
        .. _pairs.Where(p => p.A.Columns > 0).Select(p => new AdapterUpdate(
            p.Slot.Name, p.Slot.Inputs, p.Slot.Outputs, p.A.Columns, p.A.Values.ToArray(), p.B.Values.Select(v => (float)(v * Scale)).ToArray())),
    ];
}
