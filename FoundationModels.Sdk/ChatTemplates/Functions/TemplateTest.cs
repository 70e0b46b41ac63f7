namespace FoundationModels.ChatTemplates;

/// <summary>A test: whether it holds for a value.</summary>
internal delegate bool TemplateTest(RenderState state, TemplateValue input, CallArguments arguments);
