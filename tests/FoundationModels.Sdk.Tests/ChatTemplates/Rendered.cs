using FoundationModels.ChatTemplates;
using FoundationModels.Prompts;

namespace FoundationModels.Sdk.Tests.ChatTemplates;

/// <summary>Renders small templates for tests.</summary>
internal static class Rendered
{
    /// <summary>The rendering of a template with some variables.</summary>
    public static PromptText Of(string source, params (string Name, TemplateValue Value)[] variables) =>
        Of(source, ChatTemplateLimits.Default, variables);

    /// <summary>The rendering of a template within limits.</summary>
    public static PromptText Of(string source, ChatTemplateLimits limits, params (string Name, TemplateValue Value)[] variables) =>
        ChatTemplate.Parse(source, "test").Render(new ChatTemplateInputs
        {
            Messages = [],
            SpecialTokens = new Dictionary<string, string> { ["bos_token"] = "<s>" },
            Variables = variables.ToDictionary(v => v.Name, v => v.Value),
            Limits = limits,
        });

    /// <summary>The runs in a short spelling: T, S, M or U and the text.</summary>
    public static string[] Runs(PromptText prompt) => [.. prompt.Runs.Select(r => $"{r.Provenance.ToString()[0]}:{r.Text}")];

    /// <summary>Text that a person wrote.</summary>
    public static StringValue User(string text) => new(text, TextProvenance.Untrusted);
}
