using FoundationModels.ChatTemplates;
using FoundationModels.Packages;
using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>Turns transcripts into a model's token ids, through its chat template and its tokenizer.</summary>
internal sealed class PromptEncoder
{
    private readonly ChatTemplate _template;
    private readonly ModelManifest _manifest;

    private PromptEncoder(ChatTemplate template, Tokenizer tokenizer, ModelManifest manifest)
    {
        _template = template;
        _manifest = manifest;
        Tokenizer = tokenizer;
    }

    /// <summary>Gets the tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Gets the name of the vocabulary, for ids that outlive a request.</summary>
    public string VocabularyKey => _manifest.SourceSignature;

    /// <summary>Reads a package's tokenizer and chat template.</summary>
    /// <exception cref="ModelFormatException">The tokenizer is damaged, or there is no template.</exception>
    /// <exception cref="ChatTemplateException">The template has an error.</exception>
    public static PromptEncoder Load(ModelPackage package)
    {
        string template = package.PathOf(ModelManifest.ChatTemplateFile);
        if (!File.Exists(template))
            throw new ModelFormatException(template, null, $"{package.Manifest.Id} has no chat template: it was not made for conversations.");
        return new PromptEncoder(
            ChatTemplate.Parse(File.ReadAllText(template), ModelManifest.ChatTemplateFile),
            Tokenizer.Load(package.PathOf(ModelManifest.TokenizerFile)),
            package.Manifest);
    }

    /// <summary>The ids of a transcript.</summary>
    /// <param name="transcript">The conversation.</param>
    /// <param name="addGenerationPrompt">Whether the ids end where the model's answer begins.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    /// <exception cref="ChatTemplateException">The template refuses the conversation.</exception>
    public int[] Encode(Transcript transcript, bool addGenerationPrompt, CancellationToken cancellationToken) =>
        Tokenizer.Encode(Render(transcript, addGenerationPrompt, cancellationToken));

    /// <summary>The ids that every request will begin with that goes on from a transcript, or from a prompt at its end.</summary>
    public int[] EncodeSharedPrefix(Transcript transcript, CancellationToken cancellationToken)
    {
        // Templates add text around messages that depends on what follows. Two conversations that go on differently show what stays.
        int[] first = Encode(GoOn(transcript, "a"), true, cancellationToken);
        int[] second = Encode(GoOn(transcript, "0"), true, cancellationToken);
        return first[..first.AsSpan().CommonPrefixLength(second)];
    }

    private static Transcript GoOn(Transcript transcript, string text) => transcript is [.., Transcript.Prompt prompt]
        ? transcript[..^1].Append(new Transcript.Prompt(prompt.Text + text))
        : transcript.Append(new Transcript.Prompt(text));

    private PromptText Render(Transcript transcript, bool addGenerationPrompt, CancellationToken cancellationToken)
    {
        ChatTemplateInputs inputs = new()
        {
            Messages = [.. transcript.Select(ToMessage)],
            AddGenerationPrompt = addGenerationPrompt,
            SpecialTokens = _manifest.SpecialTokens,
        };
        return _template.Render(inputs, cancellationToken);
    }

    private DictionaryValue ToMessage(Transcript.Entry entry) => entry switch
    {
        Transcript.Instructions => Message("system", Untrusted(entry.Text)),
        Transcript.Prompt prompt => Message("user", Untrusted(SchemaPrompt.TextOf(prompt))),
        Transcript.Response response => Message("assistant", new PromptText(response.Text, TextProvenance.Model, response.Tokens.For(VocabularyKey))),
        _ => throw new FoundationModelsException(
            $"The transcript has an entry of the kind {entry.GetType().Name}, which {_manifest.Id} cannot be given. Remove the entry from the transcript."),
    };

    private static PromptText Untrusted(string text) => new(text, TextProvenance.Untrusted);

    // The roles are this type's own words, so that templates may turn them into text next to their turn marks.
    private static DictionaryValue Message(string role, PromptText content) => new DictionaryValue()
        .Set("role", new StringValue(role, TextProvenance.Template))
        .Set("content", new StringValue(content));
}
