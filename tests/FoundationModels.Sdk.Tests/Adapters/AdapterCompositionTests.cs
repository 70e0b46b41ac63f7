using FoundationModels.Adapters;
using FoundationModels.Adapters.Sets;
using FoundationModels.Inference;

namespace FoundationModels.Sdk.Tests.Adapters;

internal sealed class AdapterCompositionTests
{
    [Test]
    public void Compose_OneAdapterAsTrained_CopiesNothing()
    {
        IReadOnlyList<AdapterMatrix> matrices = AdapterComposition.Compose([(ToyAdapter.Updates, 1)]);

        Assert.That(matrices.Select(m => m.Name), Is.EqualTo(ToyAdapter.Updates.SelectMany(u => new[] { $"{u.Slot}.lora_A", $"{u.Slot}.lora_B" })));
        Assert.That(matrices[0].Values, Is.EqualTo(ToyAdapter.Updates[0].A));
        Assert.That((matrices[1].Rows, matrices[1].Columns), Is.EqualTo((2, 6)));
    }

    [Test]
    public void Compose_SeveralAdapters_GivesTheSumOfTheirWeightedProducts()
    {
        AdapterUpdate[] first = [ToyAdapter.Update("s", 8, 6, 2, 1), ToyAdapter.Update("only", 3, 3, 1, 2)];
        AdapterUpdate[] second = [ToyAdapter.Update("s", 8, 6, 3, 3)];
        AdapterUpdate[] third = [ToyAdapter.Update("s", 8, 6, 1, 4)];

        AdapterMatrix[] matrices = [.. AdapterComposition.Compose([(first, 0.5f), (second, -2), (third, 1)])];

        float[] sum = Product(matrices[0], matrices[1]);
        float[] expected = [.. Product(first[0], 0.5f).Zip(Product(second[0], -2), Product(third[0], 1)).Select(t => t.First + t.Second + t.Third)];
        Assert.That(matrices.Select(m => (m.Name, m.Rows, m.Columns)), Is.EqualTo(new[]
        {
            ("s.lora_A", 8, 6), ("s.lora_B", 6, 6), ("only.lora_A", 3, 1), ("only.lora_B", 1, 3),
        }));
        Assert.That(sum, Is.EqualTo(expected).Within(1e-5f));
        Assert.That(Product(matrices[2], matrices[3]), Is.EqualTo(Product(first[1], 0.5f)).Within(1e-5f));
    }

    private static float[] Product(AdapterUpdate update, float weight) =>
        [.. Product(update.A.Span, update.Inputs, update.Rank, update.B.Span, update.Outputs).Select(v => v * weight)];

    private static float[] Product(AdapterMatrix a, AdapterMatrix b) => Product(a.Values.Span, a.Rows, a.Columns, b.Values.Span, b.Columns);

    private static float[] Product(ReadOnlySpan<float> a, int rows, int rank, ReadOnlySpan<float> b, int columns)
    {
        float[] product = new float[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < rank; k++)
            {
                for (int j = 0; j < columns; j++)
                    product[(i * columns) + j] += a[(i * rank) + k] * b[(k * columns) + j];
            }
        }

        return product;
    }
}
