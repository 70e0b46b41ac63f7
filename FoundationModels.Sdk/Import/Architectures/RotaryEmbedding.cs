namespace FoundationModels.Import.Architectures;

/// <summary>Rotary position embedding: pair j of position p is turned by p · frequency[j]; cos and sin are multiplied by a factor.</summary>
/// <param name="Frequencies">One frequency for each pair.</param>
/// <param name="Factor">The attention factor of YaRN; otherwise 1.</param>
/// <param name="Positions">The number of positions: the context size.</param>
internal sealed record RotaryEmbedding(double[] Frequencies, double Factor, int Positions)
{
    /// <summary>Longer contexts are cut to this many positions: their tables and caches would be larger than the model.</summary>
    public const int MostPositions = 1 << 17;

    /// <summary>The cosines, [positions, pairs].</summary>
    public float[] Cosines() => Table(Math.Cos);

    /// <summary>The sines, [positions, pairs].</summary>
    public float[] Sines() => Table(Math.Sin);

    private float[] Table(Func<double, double> function)
    {
        float[] table = new float[(long)Positions * Frequencies.Length];
        Parallel.For(0, Positions, position =>
        {
            Span<float> row = table.AsSpan(position * Frequencies.Length, Frequencies.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] = (float)(function(position * Frequencies[j]) * Factor);
        });
        return table;
    }
}
