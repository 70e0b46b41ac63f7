using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Diagnostics;

/// <summary>A diagnostic that equals another one of the same text at the same place.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public Diagnostic In(Compilation compilation) =>
        Diagnostic.Create(Descriptor, Location?.In(compilation) ?? Microsoft.CodeAnalysis.Location.None, [.. Arguments]);
}
