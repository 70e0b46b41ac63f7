using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Tools;

/// <summary>What was found about one method.</summary>
/// <param name="Place">The place of its name, for what is found out later.</param>
/// <param name="Spec">The tool, unless something is wrong with it.</param>
/// <param name="References">The generable types of other assemblies that its parameters contain.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record ToolParseResult(LocationInfo? Place, ToolSpec? Spec, EquatableArray<GenerableSpec> References, EquatableArray<DiagnosticInfo> Diagnostics);
