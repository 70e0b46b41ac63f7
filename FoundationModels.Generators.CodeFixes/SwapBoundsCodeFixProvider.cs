using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FoundationModels.Generators.CodeFixes;

/// <summary>FM0009: exchanges a minimum and a maximum.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwapBoundsCodeFixProvider))]
[Shared]
public sealed class SwapBoundsCodeFixProvider : CodeFixProvider
{
    private static readonly (string Minimum, string Maximum)[] Pairs = [("Minimum", "Maximum"), ("MinimumCount", "MaximumCount")];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["FM0009"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            AttributeSyntax? attribute = root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
            foreach ((string minimum, string maximum) in Pairs)
            {
                if (Find(attribute, minimum) is not { } least || Find(attribute, maximum) is not { } greatest)
                    continue;
                CodeAction action = CodeAction.Create(
                    $"Exchange {minimum} and {maximum}",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNodes([least, greatest], (node, _) => node == least ? greatest : least))),
                    equivalenceKey: "FM0009:" + minimum);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    private static ExpressionSyntax? Find(AttributeSyntax? attribute, string name) =>
        attribute?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name)?.Expression;
}
