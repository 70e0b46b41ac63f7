using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Regex;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Reads the guides of one property and checks them against its type.</summary>
/// <param name="diagnostics">Where what is wrong goes.</param>
/// <param name="member">The property as messages call it.</param>
/// <param name="cancellationToken">Stops the compilation of patterns.</param>
internal sealed class GuideParser(DiagnosticBag diagnostics, string member, CancellationToken cancellationToken)
{
    /// <summary>The value with what its guides and those of its elements ask of it.</summary>
    public ValueSpec Apply(ValueSpec value, IReadOnlyList<AttributeData> guides, IReadOnlyList<AttributeData> elementGuides)
    {
        foreach (AttributeData guide in guides)
            value = value with { Guides = Read(value, guide) };
        foreach (AttributeData guide in elementGuides)
        {
            switch (value)
            {
                case ListSpec list:
                    value = list with { Element = list.Element with { Guides = Read(list.Element, guide) } };
                    break;
                case MapSpec map:
                    value = map with { Element = map.Element with { Guides = Read(map.Element, guide) } };
                    break;
                default:
                    Refuse("[ElementGuide]", value, "lists and dictionaries", Place(guide));
                    break;
            }
        }

        GuideConsistency.Check(value, member, guides.Concat(elementGuides).Select(Place).FirstOrDefault(), diagnostics);
        return value;
    }

    private static Location? Place(AttributeData guide) => guide.ApplicationSyntaxReference?.GetSyntax().GetLocation();

    private GuideSpec Read(ValueSpec value, AttributeData guide)
    {
        GuideSpec spec = value.Guides;
        foreach (KeyValuePair<string, TypedConstant> argument in guide.NamedArguments)
        {
            (string name, Location? place) = (argument.Key, Place(guide));
            spec = name switch
            {
                "Constant" when IsText(value, name, place) => spec with { Constant = argument.Value.Value as string ?? spec.Constant },
                "AnyOf" when IsText(value, name, place) => spec with { AnyOf = Choices(argument.Value, place) },
                "Pattern" when IsText(value, name, place) => spec with { Pattern = Pattern(argument.Value.Value as string, place) ?? spec.Pattern },
                "Minimum" when IsNumber(value, name, place) => spec with { Minimum = Number(value, name, argument.Value, place) ?? spec.Minimum },
                "Maximum" when IsNumber(value, name, place) => spec with { Maximum = Number(value, name, argument.Value, place) ?? spec.Maximum },
                "MinimumCount" when IsCollection(value, name, place) => spec with { MinimumCount = Count(name, argument.Value, place) },
                "MaximumCount" when IsCollection(value, name, place) => spec with { MaximumCount = Count(name, argument.Value, place) },
                "Count" when IsCollection(value, name, place) => Exactly(spec, Count(name, argument.Value, place)),
                _ => spec,
            };
        }

        return spec;
    }

    private static GuideSpec Exactly(GuideSpec spec, int? count) => spec with { MinimumCount = count, MaximumCount = count };

    private bool IsText(ValueSpec value, string guide, Location? place) =>
        value is ScalarSpec { Kind: ScalarKind.String } || Refuse(guide, value, "strings", place);

    private bool IsNumber(ValueSpec value, string guide, Location? place) =>
        (value is ScalarSpec scalar && ScalarTypes.IsNumber(scalar.Kind)) || Refuse(guide, value, "numbers", place);

    private bool IsCollection(ValueSpec value, string guide, Location? place) =>
        value is ListSpec or MapSpec || Refuse(guide, value, "lists and dictionaries", place);

    private bool Refuse(string guide, ValueSpec value, string allowed, Location? place)
    {
        string hint = value is ListSpec or MapSpec && allowed is "strings" or "numbers" ? $"{allowed}; for the elements use [ElementGuide]" : allowed;
        diagnostics.Add(Descriptors.GuideDoesNotApply, place, guide, member, value.Type.Replace("global::", ""), hint);
        return false;
    }

    private EquatableArray<string> Choices(TypedConstant argument, Location? place)
    {
        string[] texts = argument.IsNull ? [] : [.. argument.Values.Select(v => v.Value as string).OfType<string>()];
        if (texts.Length == 0)
            diagnostics.Add(Descriptors.InvalidChoices, place, member, "has no choices");
        else if (texts.GroupBy(t => t, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            diagnostics.Add(Descriptors.InvalidChoices, place, member, $"has \"{twice.Key}\" twice");
        return texts.ToEquatableArray();
    }

    private string? Pattern(string? pattern, Location? place)
    {
        if (pattern is null)
            return null;
        try
        {
            if (PatternAutomaton.Compile(pattern, cancellation: cancellationToken).IsEmpty)
                diagnostics.Add(Descriptors.InvalidPattern, place, member, "no text matches it");
        }
        catch (GrammarRefusal refusal)
        {
            diagnostics.Add(Descriptors.InvalidPattern, place, member, refusal.Reason);
        }

        return pattern;
    }

    private string? Number(ValueSpec value, string guide, TypedConstant argument, Location? place)
    {
        string? text = NumberTexts.Of(argument);
        string? problem = text is null ? "is not a number" : NumberTexts.Problem(text, ((ScalarSpec)value).Kind);
        if (problem is null)
            return text;
        diagnostics.Add(Descriptors.InvalidBound, place, guide, member, problem);
        return null;
    }

    private int? Count(string guide, TypedConstant argument, Location? place)
    {
        if (argument.Value is int count and >= 0)
            return count;
        diagnostics.Add(Descriptors.InvalidBound, place, guide, member, "is negative");
        return null;
    }
}
