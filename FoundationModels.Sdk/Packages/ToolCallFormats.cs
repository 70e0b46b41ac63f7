using FoundationModels.Prompts;

namespace FoundationModels.Packages;

/// <summary>The formats of known families, and which one a chat template speaks.</summary>
internal static class ToolCallFormats
{
    /// <summary>Gets the format that Nous Research's Hermes models introduced, which Qwen and SmolLM2 use too.</summary>
    public static ToolCallFormat Hermes { get; } = new()
    {
        Name = "hermes",
        Begin = "<tool_call>\n{\"name\": \"",
        Middle = "\", \"arguments\": ",
        End = "}\n</tool_call>",
        Trigger = "<tool_call>",
    };

    /// <summary>Gets the JSON format of Llama 3.1 and later.</summary>
    public static ToolCallFormat Llama3 { get; } = new()
    {
        Name = "llama3",
        Begin = "{\"name\": \"",
        Middle = "\", \"parameters\": ",
        End = "}",
        Separator = "; ",
        Trigger = "{\"name\": \"",
        OutputRole = "ipython",
        OutputBegin = "",
        OutputEnd = "",
    };

    /// <summary>Gets the format of Mistral's models.</summary>
    public static ToolCallFormat Mistral { get; } = new()
    {
        Name = "mistral",
        Open = "[TOOL_CALLS][",
        Begin = "{\"name\": \"",
        Middle = "\", \"arguments\": ",
        End = "}",
        Separator = ", ",
        Close = "]",
        Trigger = "[TOOL_CALLS]",
        OutputBegin = "",
        OutputEnd = "",
    };

    /// <summary>Gets the format of Phi-4-mini.</summary>
    public static ToolCallFormat Phi { get; } = new()
    {
        Name = "phi",
        Open = "<|tool_call|>[",
        Begin = "{\"name\": \"",
        Middle = "\", \"arguments\": ",
        End = "}",
        Separator = ", ",
        Close = "]<|/tool_call|>",
        Trigger = "<|tool_call|>",
        OutputBegin = "",
        OutputEnd = "",
    };

    /// <summary>Gets the format that Gemma's makers recommend: JSON, and outputs in the user's turn.</summary>
    public static ToolCallFormat Gemma { get; } = new()
    {
        Name = "gemma",
        Begin = "{\"name\": \"",
        Middle = "\", \"parameters\": ",
        End = "}",
        Trigger = "{\"name\": \"",
        OutputRole = "user",
        OutputBegin = "```tool_output\n",
        OutputEnd = "\n```",
    };

    /// <summary>The format of the models that a chat template is for. A template without a mark of any family gets the Hermes format, the most common one.</summary>
    /// <param name="template">The template's source.</param>
    public static ToolCallFormat Infer(string template)
    {
        bool Has(string mark) => template.Contains(mark, StringComparison.Ordinal);
        return Has("<tool_call>") ? Hermes
            : Has("[TOOL_CALLS]") ? Mistral
            : Has("<|tool_call|>") || Has("<|tool|>") ? Phi
            : Has("<|python_tag|>") || Has("<|start_header_id|>") ? Llama3
            : Has("<start_of_turn>") ? Gemma
            : Has("[INST]") ? Mistral
            : Hermes;
    }
}
