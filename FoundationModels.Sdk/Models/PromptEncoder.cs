using FoundationModels.ChatTemplates;
using FoundationModels.Packages;
using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>Turns transcripts into a model's token ids, through its chat template and its tokenizer.</summary>
internal sealed class PromptEncoder
{
    private readonly ChatTemplate _template;
    private readonly ModelManifest _manifest;
    private readonly ToolMessages _messages;

    private PromptEncoder(string template, Tokenizer tokenizer, ModelManifest manifest)
    {
        _template = ChatTemplate.Parse(template, ModelManifest.ChatTemplateFile);
        _manifest = manifest;
        Tokenizer = tokenizer;
        ToolCalls = manifest.ToolCalls ?? ToolCallFormats.Infer(template);
        _messages = new ToolMessages(ToolCalls, KnowsTools(template), VocabularyKey);
    }

    /// <summary>Gets how the model writes calls of tools.</summary>
    public ToolCallFormat ToolCalls { get; }

    /// <summary>Gets the tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Gets the name of the vocabulary, for ids that outlive a request.</summary>
    public string VocabularyKey => _manifest.SourceSignature;

    /// <summary>Reads a package's tokenizer and chat template.</summary>
    /// <exception cref="ModelFormatException">The tokenizer is absent or damaged, or there is no template.</exception>
    /// <exception cref="ChatTemplateException">The template has an error.</exception>
    public static PromptEncoder Load(ModelPackage package)
    {
        string tokenizer = package.PathOf(ModelManifest.TokenizerFile);
        if (!File.Exists(tokenizer))
            throw new ModelFormatException(tokenizer, null, $"{package.Manifest.Id} has no tokenizer: it was imported without a tokenizer.json.");
        string template = package.PathOf(ModelManifest.ChatTemplateFile);
        if (!File.Exists(template))
            throw new ModelFormatException(template, null, $"{package.Manifest.Id} has no chat template: it was not made for conversations.");
        return new PromptEncoder(
            File.ReadAllText(template),
            Tokenizer.Load(tokenizer),
            package.Manifest);
    }

    /// <summary>The ids of a transcript.</summary>
    /// <param name="transcript">The conversation.</param>
    /// <param name="tools">The tools that the model is told of.</param>
    /// <param name="addGenerationPrompt">Whether the ids end where the model's answer begins.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    /// <exception cref="ChatTemplateException">The template refuses the conversation.</exception>
    public int[] Encode(Transcript transcript, IReadOnlyList<ToolDefinition> tools, bool addGenerationPrompt, CancellationToken cancellationToken)
    {
        ChatTemplateInputs inputs = new()
        {
            Messages = _messages.Of(transcript, tools),
            Tools = _messages.Tools(tools),
            AddGenerationPrompt = addGenerationPrompt,
            SpecialTokens = _manifest.SpecialTokens,
        };
        return Tokenizer.Encode(_template.Render(inputs, cancellationToken));
    }

    /// <summary>The ids that every request will begin with that goes on from a transcript, or from a prompt at its end.</summary>
    public int[] EncodeSharedPrefix(Transcript transcript, IReadOnlyList<ToolDefinition> tools, CancellationToken cancellationToken)
    {
        // Templates add text around messages that depends on what follows. Two conversations that go on differently show what stays.
        int[] first = Encode(GoOn(transcript, "a"), tools, true, cancellationToken);
        int[] second = Encode(GoOn(transcript, "0"), tools, true, cancellationToken);
        return first[..first.AsSpan().CommonPrefixLength(second)];
    }

    private static Transcript GoOn(Transcript transcript, string text) => transcript is [.., Transcript.Prompt prompt]
        ? transcript[..^1].Append(new Transcript.Prompt(prompt.Text + text))
        : transcript.Append(new Transcript.Prompt(text));

    // A template that says nothing of a variable cannot write it.
    private static bool KnowsTools(string template) => template.Contains("tools", StringComparison.Ordinal);
}
