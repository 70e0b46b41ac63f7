using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Diagnostics;

/// <summary>Everything that the generator reports. An identifier is never used for something else later; each has a page in docs/diagnostics.</summary>
internal static class Descriptors
{
    public static DiagnosticDescriptor MustBePartial { get; } = Error(
        "FM0001", "A generable type has to be partial", "'{0}' has to be partial: the members that make it generable are generated into it");

    public static DiagnosticDescriptor UnsupportedKind { get; } = Error(
        "FM0002", "This kind of type can't be generable", "'{0}' can't be generable: {1}");

    public static DiagnosticDescriptor UnsupportedPropertyType { get; } = Error(
        "FM0003", "A model can't generate a value of this type", "'{0}' has the type '{1}', which can't be generated: {2}");

    public static DiagnosticDescriptor MissingGenerable { get; } = Error(
        "FM0004", "The type of a property lacks [Generable]", "'{0}' has the type '{1}', which needs [Generable] as well");

    public static DiagnosticDescriptor NotConstructible { get; } = Error(
        "FM0005", "A generable type can't be constructed", "No value of '{0}' can be made from what a model generates: {1}");

    public static DiagnosticDescriptor DuplicateName { get; } = Error(
        "FM0006", "Two members have the same name in JSON", "'{0}' and '{1}' are both called \"{2}\" in JSON; give one of them another name with [JsonPropertyName] or [JsonStringEnumMemberName]");

    public static DiagnosticDescriptor GuideDoesNotApply { get; } = Error(
        "FM0007", "A guide doesn't apply to the type of its property", "{0} doesn't apply to '{1}' of type '{2}': it is for {3}");

    public static DiagnosticDescriptor InvalidPattern { get; } = Error(
        "FM0008", "A pattern can't be enforced", "The pattern of '{0}' can't be enforced: {1}");

    public static DiagnosticDescriptor EmptyRange { get; } = Error(
        "FM0009", "A minimum is above its maximum", "No value of '{0}' is possible: the minimum {1} is above the maximum {2}");

    public static DiagnosticDescriptor InvalidChoices { get; } = Error(
        "FM0010", "The choices of AnyOf have to be distinct and at least one", "AnyOf of '{0}' {1}");

    public static DiagnosticDescriptor InvalidBound { get; } = Error(
        "FM0011", "A guide's value isn't one of the property's type", "{0} of '{1}' {2}");

    public static DiagnosticDescriptor ContradictingGuides { get; } = Error(
        "FM0012", "Guides contradict each other", "The guides of '{0}' contradict each other: {1}");

    public static DiagnosticDescriptor UnionWithoutCases { get; } = Error(
        "FM0013", "An abstract generable type has no cases", "'{0}' is abstract, so it is one of the types that derive from it, and none of them has [Generable]");

    public static DiagnosticDescriptor DiscriminatorTaken { get; } = Error(
        "FM0014", "A property has the name that tells the cases of a union apart", "'{0}' is called \"kind\" in JSON, which is the property that tells the cases of '{1}' apart; give it another name with [JsonPropertyName]");

    public static DiagnosticDescriptor DerivesFromConcrete { get; } = Error(
        "FM0015", "A generable type derives from one that is not abstract", "'{0}' derives from '{1}', which is generable and not abstract: a response of the one could not tell which of the two it is");

    public static DiagnosticDescriptor EndlessType { get; } = Error(
        "FM0016", "A type contains itself without an end", "Every '{0}' contains another '{0}' through '{1}', so that no value of it ends; make the property nullable or a list");

    public static DiagnosticDescriptor GrammarRefused { get; } = Error(
        "FM0017", "The schema of a type can't be enforced", "The schema of '{0}' can't be enforced at {1}: {2}");

    public static DiagnosticDescriptor MemberTaken { get; } = Error(
        "FM0018", "A generable type has a member of a name that the generator needs", "'{0}' has a member '{1}', which the generator writes; give it another name");

    public static DiagnosticDescriptor ToolClassMustBePartial { get; } = Error(
        "FM0019", "The class of a tool has to be partial", "'{0}' has to be partial: what makes its methods tools is generated into it");

    public static DiagnosticDescriptor UnsupportedTool { get; } = Error(
        "FM0020", "This method can't be a tool", "'{0}' can't be a tool: {1}");

    public static DiagnosticDescriptor InvalidToolName { get; } = Error(
        "FM0021", "A tool's name has characters that models don't know in names", "The tool '{0}' can't be called \"{1}\": a name has 1 to 64 ASCII letters, digits, underscores, hyphens and dots; set Name of [Tool]");

    public static DiagnosticDescriptor RepeatedToolName { get; } = Error(
        "FM0022", "Two tools of a class have the same name", "'{0}' and '{1}' are both called \"{2}\"; set Name of one's [Tool]");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "FoundationModels", DiagnosticSeverity.Error, isEnabledByDefault: true,
            helpLinkUri: $"https://github.com/foundation-models/foundation-models-dotnet/blob/main/docs/diagnostics/{id}.md");
}
