namespace FoundationModels.ChatTemplates;

/// <summary>A filter or a method: what it makes of a value.</summary>
internal delegate TemplateValue TemplateOperation(RenderState state, TemplateValue input, CallArguments arguments);
