using FoundationModels.Generators.Schemas;

namespace FoundationModels.Generators.Tools;

/// <summary>A tool with the compiled schema of its arguments.</summary>
internal sealed record CompiledTool(ToolSpec Spec, CompiledType Arguments);
