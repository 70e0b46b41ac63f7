using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FoundationModels.Generators.CodeFixes;

internal static class PartialTypes
{
    /// <summary>The declaration with <c>partial</c> where it belongs: behind the other modifiers, in front of the keyword.</summary>
    public static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax declaration)
    {
        if (declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            return declaration;
        if (declaration.Modifiers.Count > 0)
            return declaration.AddModifiers(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space));

        // What stands in front of the keyword, such as a comment, has to stay in front.
        return (TypeDeclarationSyntax)declaration.WithKeyword(declaration.Keyword.WithLeadingTrivia())
            .AddModifiers(SyntaxFactory.Token(declaration.Keyword.LeadingTrivia, SyntaxKind.PartialKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)));
    }
}
