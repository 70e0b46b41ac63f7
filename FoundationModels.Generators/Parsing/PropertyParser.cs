using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Reads the properties of one type.</summary>
internal sealed class PropertyParser(INamedTypeSymbol type, DiagnosticBag diagnostics, ReferencedTypes references, CancellationToken cancellationToken)
{
    private readonly ValueParser _values = new(diagnostics, references);
    private readonly List<PropertySpec> _properties = [];

    public IdentitySpec? Id { get; private set; }

    public EquatableArray<PropertySpec> Parse()
    {
        List<ISymbol> members = PropertyCollector.Collect(type);
        IMethodSymbol? constructor = type.IsAbstract ? null : ConstructorParser.Find(type, members);
        if (constructor is null && !type.IsAbstract)
            diagnostics.Add(Descriptors.NotConstructible, type.Locations.FirstOrDefault(), type.Name, "no constructor takes only properties, by their names and types");

        foreach (ISymbol member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IParameterSymbol? parameter = constructor?.Parameters.FirstOrDefault(p => ReferenceEquals(ConstructorParser.Member(p, members), member));
            if (parameter is not null || PropertyCollector.IsSettable(member, type))
                Add(member, parameter);
            else if (Guides(member, null).Count > 0 && !type.IsAbstract)
                diagnostics.Add(Descriptors.NotConstructible, Place(member), type.Name, $"{member.Name} has a guide, and neither a setter nor a parameter of the constructor");
        }

        return _properties.ToEquatableArray();
    }

    private static Location? Place(ISymbol member) => member.Locations.FirstOrDefault();

    private static List<AttributeData> Guides(ISymbol member, IParameterSymbol? parameter) =>
        [.. GenerableAttributes.Guides(member), .. parameter is null ? [] : GenerableAttributes.Guides(parameter)];

    private void Add(ISymbol member, IParameterSymbol? parameter)
    {
        ITypeSymbol memberType = PropertyCollector.TypeOf(member);
        string? parameterName = parameter is null ? null : TypeNames.Escaped(parameter.Name);
        if (memberType is { Name: "GenerationId", ContainingNamespace: { Name: "FoundationModels", ContainingNamespace.IsGlobalNamespace: true } })
        {
            Id ??= new IdentitySpec(TypeNames.Escaped(member.Name), parameterName);
            return;
        }

        string label = $"{type.Name}.{member.Name}";
        if (_values.Parse(memberType, label, Place(member)) is not { } value)
            return;
        List<AttributeData> guides = Guides(member, parameter);
        List<AttributeData> elementGuides =
            [.. GenerableAttributes.ElementGuides(member), .. parameter is null ? [] : GenerableAttributes.ElementGuides(parameter)];
        string jsonName = JsonNames.Of(member, parameter);
        if (_properties.FirstOrDefault(p => p.JsonName == jsonName) is { } taken)
            diagnostics.Add(Descriptors.DuplicateName, Place(member), taken.Name, member.Name, jsonName);
        _properties.Add(new PropertySpec(TypeNames.Escaped(member.Name), jsonName, new GuideParser(diagnostics, label, cancellationToken).Apply(value, guides, elementGuides))
        {
            Description = guides.Select(g => GenerableAttributes.Text(g, "Description")).FirstOrDefault(d => d is not null) ?? Documented(member, parameter),
            Parameter = parameterName,
            Default = parameter is { HasExplicitDefaultValue: true } && !value.IsNullable ? Literals.Of(parameter) : null,
        });
    }

    private string? Documented(ISymbol member, IParameterSymbol? parameter) =>
        Descriptions.Summary(member, cancellationToken)
            ?? (parameter is null ? null : Descriptions.Parameter(member.ContainingType, member.Name, cancellationToken));
}
