using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Finds guides that leave no value.</summary>
internal static class GuideConsistency
{
    public static void Check(ValueSpec value, string member, Location? place, DiagnosticBag diagnostics)
    {
        GuideSpec guides = value.Guides;
        if (guides is { Minimum: { } minimum, Maximum: { } maximum } && NumberTexts.Compare(minimum, maximum) > 0)
            diagnostics.Add(Descriptors.EmptyRange, place, member, minimum, maximum);
        if (guides.MinimumCount > guides.MaximumCount)
            diagnostics.Add(Descriptors.EmptyRange, place, member, $"{guides.MinimumCount}", $"{guides.MaximumCount}");
        if (guides.Constant is not null && (guides.AnyOf.Count > 0 || guides.Pattern is not null))
            diagnostics.Add(Descriptors.ContradictingGuides, place, member, "a constant needs neither AnyOf nor Pattern");
        else if (guides.AnyOf.Count > 0 && guides.Pattern is not null)
            diagnostics.Add(Descriptors.ContradictingGuides, place, member, "AnyOf needs no Pattern");
        if (value is ListSpec list)
            Check(list.Element, member, place, diagnostics);
        else if (value is MapSpec map)
            Check(map.Element, member, place, diagnostics);
    }
}
