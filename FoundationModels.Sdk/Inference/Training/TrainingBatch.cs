namespace FoundationModels.Inference.Training;

/// <summary>Sequences in the form in which a training graph reads them: all tokens one after the other, and where they are for attention.</summary>
internal sealed class TrainingBatch
{
    private const float Invisible = -1e30f;

    /// <summary>Lays sequences out.</summary>
    public TrainingBatch(IReadOnlyList<TrainingSequence> sequences)
    {
        Sequences = sequences.Count;
        Rows = sequences.Sum(s => s.Tokens.Length);
        Length = sequences.Max(s => s.Tokens.Length);
        Ids = new long[Rows];
        Positions = new long[Rows];
        RowsOfPlaces = new long[Sequences * Length];
        PlaceMask = new float[Sequences * Length];
        PlacesOfRows = new long[Rows];
        int responses = sequences.Sum(s => s.ResponseTokens);
        ResponseRows = new long[responses];
        Targets = new long[responses];
        CausalMask = new float[Length * Length];
        for (int query = 0; query < Length; query++)
            CausalMask.AsSpan((query * Length) + query + 1, Length - query - 1).Fill(Invisible);
        int row = 0;
        int response = 0;
        for (int i = 0; i < Sequences; i++)
        {
            int[] tokens = sequences[i].Tokens;
            for (int position = 0; position < tokens.Length; position++, row++)
            {
                int place = (i * Length) + position;
                Ids[row] = tokens[position];
                Positions[row] = position;
                RowsOfPlaces[place] = row;
                PlaceMask[place] = 1;
                PlacesOfRows[row] = place;
                if (position > 0 && sequences[i].IsResponse[position])
                {
                    ResponseRows[response] = row - 1;
                    Targets[response++] = tokens[position];
                }
            }
        }
    }

    /// <summary>Gets the number of sequences.</summary>
    public int Sequences { get; }

    /// <summary>Gets the number of tokens of the longest sequence.</summary>
    public int Length { get; }

    /// <summary>Gets the number of tokens.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of tokens to learn.</summary>
    public int Responses => Targets.Length;

    /// <summary>Gets the token ids.</summary>
    public long[] Ids { get; }

    /// <summary>Gets the positions in the sequences.</summary>
    public long[] Positions { get; }

    /// <summary>Gets the row of each place.</summary>
    public long[] RowsOfPlaces { get; }

    /// <summary>Gets 1 for each place that holds a token.</summary>
    public float[] PlaceMask { get; }

    /// <summary>Gets the place of each row.</summary>
    public long[] PlacesOfRows { get; }

    /// <summary>Gets the rows that predict a token to learn.</summary>
    public long[] ResponseRows { get; }

    /// <summary>Gets the tokens to learn.</summary>
    public long[] Targets { get; }

    /// <summary>Gets what is added to scores.</summary>
    public float[] CausalMask { get; }
}
