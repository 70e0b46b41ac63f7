using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>What a template renders: the conversation, the tools, and the model's declared special tokens.</summary>
internal sealed class ChatTemplateInputs
{
    private static readonly string[] ReasoningNames = ["reasoning_content", "thinking", "reasoning"];

    /// <summary>Gets the messages, each a mapping with <c>role</c> and <c>content</c>.</summary>
    public required IReadOnlyList<TemplateValue> Messages { get; init; }

    /// <summary>Gets whether the prompt ends with the start of an answer.</summary>
    public bool AddGenerationPrompt { get; init; }

    /// <summary>Gets whether the final message is to be continued: the prompt then ends with its text.</summary>
    public bool ContinueFinalMessage { get; init; }

    /// <summary>Gets the tools' schemas, or null.</summary>
    public TemplateValue? Tools { get; init; }

    /// <summary>Gets the documents, or null.</summary>
    public TemplateValue? Documents { get; init; }

    /// <summary>Gets the special tokens that the model declares, by the name that templates know them by, such as <c>bos_token</c>.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets other variables that templates of some models read.</summary>
    public IReadOnlyDictionary<string, TemplateValue> Variables { get; init; } = new Dictionary<string, TemplateValue>();

    /// <summary>Gets the clock for templates that write the date.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets what the template may use.</summary>
    public ChatTemplateLimits Limits { get; init; } = ChatTemplateLimits.Default;

    /// <summary>The variables that a template sees, with these messages.</summary>
    public Scope ToScope(IReadOnlyList<TemplateValue> messages)
    {
        Scope scope = new(null);
        foreach ((string name, TemplateValue value) in Variables)
            scope.Set(name, value);
        foreach ((string name, string token) in SpecialTokens)
            scope.Set(name, new StringValue(token, TextProvenance.SpecialToken));
        scope.Set("messages", new ListValue([.. messages.Select(WithReasoning)]));
        scope.Set("tools", Tools ?? NoneValue.Instance);
        scope.Set("documents", Documents ?? NoneValue.Instance);
        scope.Set("add_generation_prompt", BooleanValue.Of(AddGenerationPrompt));
        return new Scope(scope);
    }

    // Templates read the reasoning under either of two names, and hosts give it under any of three.
    private static TemplateValue WithReasoning(TemplateValue message)
    {
        if (message is not DictionaryValue entries)
            return message;
        TemplateValue? reasoning = ReasoningNames
            .Select(entries.Find)
            .FirstOrDefault(v => v is not (null or NoneValue));
        return reasoning is null ? message : entries.Copy().Set("reasoning_content", reasoning).Set("thinking", reasoning);
    }
}
