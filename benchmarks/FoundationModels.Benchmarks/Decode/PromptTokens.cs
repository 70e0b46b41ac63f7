using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Decode;

/// <summary>Prompts of ordinary English: the same for each engine, and no two that begin alike.</summary>
internal sealed class PromptTokens
{
    private const int Stride = 131;

    private readonly int[] _text;

    /// <summary>Reads the text: the licence of the default model, which nobody edits.</summary>
    public PromptTokens()
    {
        string folder = Path.GetDirectoryName(RepositoryFiles.Model)!;
        Tokenizer tokenizer = Tokenizer.Load(Path.Combine(folder, "tokenizer.json"));
        _text = [.. tokenizer.Encode(File.ReadAllText(Path.Combine(folder, "LICENSE")))];
    }

    /// <summary>A part of the text that begins at a place of its own for each number.</summary>
    public IEnumerable<int> Take(int number, int length) => Enumerable.Range(number * Stride % (_text.Length - length), length).Select(i => _text[i]);
}
