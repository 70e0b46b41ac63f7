using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Parsing;

/// <summary>What was found about one generable type.</summary>
/// <param name="Key">The full name of the type.</param>
/// <param name="Place">The place of its name, for what is found out later.</param>
/// <param name="Spec">The type, unless something is wrong with it.</param>
/// <param name="References">The generable types of other assemblies that it contains.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record ParseResult(
    string Key,
    LocationInfo? Place,
    GenerableSpec? Spec,
    EquatableArray<GenerableSpec> References,
    EquatableArray<DiagnosticInfo> Diagnostics);
