using System.Text;
using FoundationModels.Prompts;
using FoundationModels.Tokenization;
using FoundationModels.Tokenization.Reading;

namespace FoundationModels;

/// <summary>
/// Turns text into the ids of a model's tokens and back, as the <c>tokenizer.json</c> of the model says. Immutable and safe for use by several threads.
/// </summary>
/// <remarks>
/// It gives the ids of the Hugging Face <c>tokenizers</c> library for byte-pair encodings (byte-level, and with byte fallback), unigram models and
/// WordPiece. Time is linear in the text but for a logarithmic factor.
/// </remarks>
public sealed class Tokenizer
{
    private readonly TextEncoder _encoder;
    private readonly TokenContents _contents;
    private readonly Dictionary<string, AddedToken> _addedByContent = new(StringComparer.Ordinal);
    private EncodingScratch? _scratch;

    private Tokenizer(TokenizerParts parts)
    {
        _encoder = new TextEncoder(parts);
        _contents = new TokenContents(parts, _encoder);
        AddedTokens = parts.AddedTokens;
        foreach (AddedToken token in AddedTokens)
            _addedByContent[token.Content] = token;
    }

    /// <summary>Gets the number of ids, which is the highest id plus one. Not every id below it needs to have a token.</summary>
    public int VocabularySize => _contents.IdLimit;

    /// <summary>Gets the tokens that are found in text as it stands.</summary>
    internal IReadOnlyList<AddedToken> AddedTokens { get; }

    /// <summary>Gets what the tokens stand for in a stream.</summary>
    internal TokenContents Contents => _contents;

    /// <summary>Reads a tokenizer from a <c>tokenizer.json</c>.</summary>
    /// <param name="tokenizerJsonPath">The path of the file.</param>
    /// <exception cref="ModelFormatException">The file is malformed, or names a component that is not supported.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Tokenizer Load(string tokenizerJsonPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(tokenizerJsonPath);
        return Parse(File.ReadAllBytes(tokenizerJsonPath), tokenizerJsonPath);
    }

    /// <summary>Reads a tokenizer from the content of a <c>tokenizer.json</c>.</summary>
    /// <param name="utf8Json">The content, in UTF-8.</param>
    /// <param name="name">What exceptions call it.</param>
    /// <exception cref="ModelFormatException">The content is malformed, or names a component that is not supported.</exception>
    public static Tokenizer Parse(ReadOnlyMemory<byte> utf8Json, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new Tokenizer(TokenizerReader.Read(utf8Json.Span, name));
    }

    /// <summary>
    /// Encodes text that anyone may have written: none of it becomes an added token such as a turn mark, even if it is spelled like one.
    /// A lone surrogate is read as U+FFFD. Nothing is put before or after the ids.
    /// </summary>
    /// <param name="text">The text.</param>
    public int[] Encode(ReadOnlySpan<char> text) => Encode(text, AddedTokenRecognition.None);

    /// <summary>Counts the ids that <see cref="Encode(ReadOnlySpan{char})"/> gives.</summary>
    /// <param name="text">The text.</param>
    public int CountTokens(ReadOnlySpan<char> text)
    {
        EncodingScratch scratch = Rent();
        EncodeText(scratch, text, AddedTokenRecognition.None);
        int count = scratch.Output.Count;
        Return(scratch);
        return count;
    }

    /// <summary>Decodes ids to text. Ids without a token are left out; bytes that are not UTF-8 become U+FFFD.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Whether to leave out tokens that are marked special.</param>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = false) => _contents.Decode(ids, skipSpecialTokens);

    /// <summary>Encodes text with some added tokens recognised.</summary>
    internal int[] Encode(ReadOnlySpan<char> text, AddedTokenRecognition recognition)
    {
        EncodingScratch scratch = Rent();
        EncodeText(scratch, text, recognition);
        return Take(scratch);
    }

    /// <summary>
    /// Encodes a rendered prompt. Added tokens are recognised in runs of the template and of declared special tokens only; ids that the model generated
    /// are taken as they are; all text between those is encoded together, so that it gets the ids of the same text as a whole.
    /// </summary>
    internal int[] Encode(PromptText prompt)
    {
        EncodingScratch scratch = Rent();
        TextMarks first = TextMarks.TextStart;
        foreach (PromptRun run in prompt.Runs)
        {
            bool isGiven = run.Provenance == TextProvenance.Model && !run.TokenIds.IsEmpty;
            if (!isGiven)
            {
                scratch.Input.Append(run.Text, run.IsTrusted ? TextMarks.None : TextMarks.Untrusted);
                continue;
            }

            EncodeInput(scratch, first, AddedTokenRecognition.All, allowsControl: false);
            scratch.Output.AddRange(run.TokenIds.Span);
            first = TextMarks.Continuation;
        }

        EncodeInput(scratch, first, AddedTokenRecognition.All, allowsControl: false);
        return Take(scratch);
    }

    /// <summary>The bytes that an id stands for after the start of a stream; none for an id without a token.</summary>
    internal ReadOnlySpan<byte> GetTokenBytes(int id) => _contents.BytesOf(id);

    /// <summary>Finds the id of a token by its content as the vocabulary spells it.</summary>
    internal bool TryGetTokenId(string content, out int id)
    {
        bool isAdded = _addedByContent.TryGetValue(content, out AddedToken? token);
        id = isAdded ? token!.Id : -1;
        return isAdded || _contents.Vocabulary.TryGetId(Encoding.UTF8.GetBytes(content), out id);
    }

    /// <summary>Whether an id is an added token that is marked special.</summary>
    internal bool IsSpecial(int id) => _contents.IsSpecial(id);

    private void EncodeText(EncodingScratch scratch, ReadOnlySpan<char> text, AddedTokenRecognition recognition)
    {
        scratch.Input.Append(text, TextMarks.None);
        EncodeInput(scratch, TextMarks.TextStart, recognition, allowsControl: recognition == AddedTokenRecognition.All);
    }

    private void EncodeInput(EncodingScratch scratch, TextMarks first, AddedTokenRecognition recognition, bool allowsControl)
    {
        if (scratch.Input.Length > 0)
        {
            scratch.Input.ReplaceLoneSurrogates();
            scratch.Input.MutableMarks[0] |= first;
            _encoder.Encode(scratch, recognition, allowsControl);
        }

        scratch.Input.Clear();
    }

    // One encoding at a time uses the kept memory; others make their own. After an exception it is simply dropped.
    private EncodingScratch Rent() => Interlocked.Exchange(ref _scratch, null) ?? new EncodingScratch();

    private int[] Take(EncodingScratch scratch)
    {
        int[] ids = scratch.Output.Span.ToArray();
        Return(scratch);
        return ids;
    }

    private void Return(EncodingScratch scratch)
    {
        scratch.Trim();
        Volatile.Write(ref _scratch, scratch);
    }
}
