using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FoundationModels.Inference.Training;

namespace FoundationModels.Training.Data;

/// <summary>The conversations of a file as tokens.</summary>
internal sealed class TrainingData
{
    private const int LongestLine = 4 << 20;

    /// <summary>Initializes the data from tokens.</summary>
    public TrainingData(IReadOnlyList<TrainingSequence> sequences, int leftOut, string sha256) => (Sequences, LeftOut, Sha256) = (sequences, leftOut, sha256);

    /// <summary>Gets the sequences in the file's order.</summary>
    public IReadOnlyList<TrainingSequence> Sequences { get; }

    /// <summary>Gets the number of sequences that were longer than the limit.</summary>
    public int LeftOut { get; }

    /// <summary>Gets the SHA-256 of the file in hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Gets the number of tokens.</summary>
    public long Tokens => Sequences.Sum(s => (long)s.Tokens.Length);

    /// <summary>Reads a file of one conversation a line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoder">Makes the tokens.</param>
    /// <param name="longest">Sequences of more tokens are left out.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TrainingDataException">A line is not a conversation, or nothing is left.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TrainingData Read(string path, ConversationEncoder encoder, int longest, CancellationToken cancellationToken)
    {
        List<TrainingSequence> sequences = [];
        int leftOut = 0;
        int number = 0;
        foreach (string line in Lines(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            foreach (TrainingSequence sequence in Read(path, number, line, encoder, cancellationToken))
            {
                if (sequence.Tokens.Length > longest || sequence.ResponseTokens == 0)
                    leftOut++;
                else
                    sequences.Add(sequence);
            }
        }

        if (sequences.Count == 0)
            throw new TrainingDataException(path, 0, $"The file has no conversation to learn from ({leftOut} of more than {longest} tokens were left out).");
        using FileStream file = File.OpenRead(path);
        return new TrainingData(sequences, leftOut, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static List<TrainingSequence> Read(string path, int number, string line, ConversationEncoder encoder, CancellationToken cancellationToken)
    {
        try
        {
            return encoder.Encode(ConversationJson.Read(line), cancellationToken);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException
            || (e is FoundationModelsException and not TrainingDataException))
        {
            throw new TrainingDataException(path, number, e.Message, e);
        }
    }

    /// <summary>The lines of a file, of which none is read beyond the limit.</summary>
    private static IEnumerable<string> Lines(string path)
    {
        using StreamReader reader = new(path);
        StringBuilder line = new();
        int number = 1;
        while (reader.Read() is >= 0 and var next)
        {
            if (next == '\n')
            {
                yield return line.ToString();
                line.Clear();
                number++;
            }
            else if (line.Append((char)next).Length > LongestLine)
            {
                throw new TrainingDataException(path, number, $"The line has more than {LongestLine:N0} characters.");
            }
        }

        yield return line.ToString();
    }
}
