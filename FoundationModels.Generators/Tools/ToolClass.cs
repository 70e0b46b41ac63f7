using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Tools;

/// <summary>The tools of one class.</summary>
internal sealed record ToolClass(TypeName Type, EquatableArray<CompiledTool> Tools);
