using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace FoundationModels.Generators.CodeFixes;

/// <summary>FM0004: adds <c>[Generable]</c> to the type of a property, and makes it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddGenerableCodeFixProvider))]
[Shared]
public sealed class AddGenerableCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["FM0004"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? member = root?.FindNode(diagnostic.Location.SourceSpan);
            if (member is null || model is null || FindType(member, model, context.CancellationToken) is not { } type)
                continue;
            SyntaxReference declaration = type.DeclaringSyntaxReferences[0];
            if (context.Document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } document)
                continue;
            CodeAction action = CodeAction.Create(
                $"Add [Generable] to '{type.Name}'",
                token => AddAsync(document, declaration, token),
                equivalenceKey: "FM0004:" + type.ToDisplayString());
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    /// <summary>The type that lacks the attribute: that of the property, or of the elements of its list.</summary>
    private static INamedTypeSymbol? FindType(SyntaxNode member, SemanticModel model, CancellationToken cancellationToken)
    {
        TypeSyntax? syntax = member.FirstAncestorOrSelf<SyntaxNode>(n => n is PropertyDeclarationSyntax or ParameterSyntax or VariableDeclarationSyntax) switch
        {
            PropertyDeclarationSyntax property => property.Type,
            ParameterSyntax parameter => parameter.Type,
            VariableDeclarationSyntax variable => variable.Type,
            _ => null,
        };
        ITypeSymbol? type = syntax is null ? null : model.GetTypeInfo(syntax, cancellationToken).Type;
        while (true)
        {
            switch (type)
            {
                case IArrayTypeSymbol array:
                    type = array.ElementType;
                    break;
                case INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }:
                    type = arguments[arguments.Length - 1];
                    break;
                case INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } named:
                    return named;
                default:
                    return null;
            }
        }
    }

    private static async Task<Solution> AddAsync(Document document, SyntaxReference reference, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        BaseTypeDeclarationSyntax declaration = (BaseTypeDeclarationSyntax)root.FindNode(reference.Span);
        NameSyntax name = SyntaxFactory.ParseName("global::FoundationModels.Generable").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
        AttributeListSyntax attribute = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name)))
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
        SyntaxTriviaList leading = declaration.GetLeadingTrivia();
        BaseTypeDeclarationSyntax changed = (BaseTypeDeclarationSyntax)declaration.WithoutLeadingTrivia();
        if (changed is TypeDeclarationSyntax type)
            changed = PartialTypes.MakePartial(type);
        changed = (BaseTypeDeclarationSyntax)changed
            .WithAttributeLists(changed.AttributeLists.Insert(0, attribute))
            .WithLeadingTrivia(leading)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, changed)).Project.Solution;
    }
}
