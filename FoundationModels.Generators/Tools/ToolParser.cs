using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using FoundationModels.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Tools;

/// <summary>From the symbols of a tool's method to its model. Nothing of the symbols leaves it.</summary>
internal static class ToolParser
{
    public const string Attribute = "FoundationModels.ToolAttribute";

    private const string CancellationToken = "global::System.Threading.CancellationToken";

    public static ToolParseResult Parse(IMethodSymbol method, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new();
        ReferencedTypes references = new(compilation.Assembly);
        CheckClass(method, diagnostics);
        if (Unsupported(method) is { } reason)
            diagnostics.Add(Descriptors.UnsupportedTool, Place(method), method.Name, reason);
        string name = GenerableAttributes.Text(attribute, "Name") ?? ToolNames.Of(method.Name);
        if (!ToolNames.IsValid(name))
            diagnostics.Add(Descriptors.InvalidToolName, Place(method), method.Name, name);

        ToolSpec? spec = diagnostics.HasErrors ? null : new ToolSpec(TypeNames.Of(method.ContainingType), TypeNames.Escaped(method.Name), name, Arguments(method, name, diagnostics, references, cancellationToken))
        {
            Description = GenerableAttributes.Text(attribute, "Description") ?? Descriptions.Summary(method, cancellationToken) ?? "",
            CancellationParameter = method.Parameters.FirstOrDefault(IsCancellation) is { } token ? TypeNames.Escaped(token.Name) : null,
            IsStatic = method.IsStatic,
            IsClassStatic = method.ContainingType.IsStatic,
            Return = CheckReturn(method, diagnostics),
        };
        return new ToolParseResult(
            LocationInfo.Of(Place(method)),
            diagnostics.HasErrors ? null : spec,
            GenerableParser.ParseReferences(references, cancellationToken),
            diagnostics.ToArray());
    }

    private static GenerableSpec Arguments(IMethodSymbol method, string name, DiagnosticBag diagnostics, ReferencedTypes references, CancellationToken cancellationToken)
    {
        ValueParser values = new(diagnostics, references);
        List<PropertySpec> properties = [];
        foreach (IParameterSymbol parameter in method.Parameters.Where(p => !IsCancellation(p)))
        {
            string label = $"{method.Name}({parameter.Name})";
            if (values.Parse(parameter.Type, label, Place(parameter)) is not { } value)
                continue;
            List<AttributeData> guides = [.. GenerableAttributes.Guides(parameter)];
            GuideParser guideParser = new(diagnostics, label, cancellationToken);
            properties.Add(new PropertySpec(parameter.Name, JsonNames.Of(parameter), guideParser.Apply(value, guides, [.. GenerableAttributes.ElementGuides(parameter)]))
            {
                Description = guides.Select(g => GenerableAttributes.Text(g, "Description")).FirstOrDefault(d => d is not null)
                    ?? Descriptions.Parameter(method, parameter.Name, cancellationToken),
                Parameter = TypeNames.Escaped(parameter.Name),
                Default = parameter.HasExplicitDefaultValue && !value.IsNullable ? Literals.Of(parameter) : null,
                IsOptional = parameter.HasExplicitDefaultValue,
            });
        }

        // The key that no type can have: a tool's arguments are nobody's property.
        string key = $"{TypeNames.Full(method.ContainingType)}.{method.Name}()";
        return new GenerableSpec(new TypeName(key, "", default, method.Name), GenerableKind.Object) { Title = name, Properties = properties.ToEquatableArray() };
    }

    private static void CheckClass(IMethodSymbol method, DiagnosticBag diagnostics)
    {
        if (method.ContainingType.GetMembers("Tools").FirstOrDefault() is { } taken)
            diagnostics.Add(Descriptors.MemberTaken, taken.Locations.FirstOrDefault(), method.ContainingType.Name, taken.Name);
        for (INamedTypeSymbol? around = method.ContainingType; around is not null; around = around.ContainingType)
        {
            if (!GenerableParser.IsPartial(around))
                diagnostics.Add(Descriptors.ToolClassMustBePartial, around.Locations.FirstOrDefault(), around.Name);
        }
    }

    private static string? Unsupported(IMethodSymbol method) => method switch
    {
        { MethodKind: not MethodKind.Ordinary } => "only ordinary methods can be tools",
        { IsGenericMethod: true } => "it has type parameters, and a schema is of one type",
        { ContainingType: { TypeKind: not TypeKind.Class } or { IsRefLikeType: true } } => "its type has to be a class",
        { IsAbstract: true } => "it is abstract; put the attribute on the method that implements it",
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "it returns a reference",
        _ when method.Parameters.FirstOrDefault(p => p.RefKind != RefKind.None || p.IsParams) is { } parameter => $"a model can't fill the parameter '{parameter.Name}': it is passed by reference or with params",
        _ when method.Parameters.Count(IsCancellation) > 1 => "it has two cancellation tokens",
        _ => null,
    };

    private static ToolReturn CheckReturn(IMethodSymbol method, DiagnosticBag diagnostics)
    {
        ITypeSymbol type = method.ReturnType;
        if (type.SpecialType == SpecialType.System_Void)
            return ToolReturn.Nothing;
        bool isTask = type is INamedTypeSymbol { Name: "Task" or "ValueTask" } && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";
        if (isTask && type is INamedTypeSymbol { IsGenericType: false })
            return ToolReturn.Task;
        ITypeSymbol value = isTask ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        if (value.ToDisplayString() is not ("FoundationModels.ToolOutput" or "FoundationModels.GeneratedContent"))
            new ValueParser(diagnostics, new ReferencedTypes(method.ContainingAssembly)).Parse(value, $"What {method.Name} returns", Place(method));
        return isTask ? ToolReturn.TaskOfValue : ToolReturn.Value;
    }

    private static bool IsCancellation(IParameterSymbol parameter) => TypeNames.Full(parameter.Type) == CancellationToken;

    private static Location? Place(ISymbol symbol) => symbol.Locations.FirstOrDefault();
}
