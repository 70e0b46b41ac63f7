using FoundationModels.Generators.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace FoundationModels.Generators.Tests;

/// <summary>Fixes leave code that the generator accepts.</summary>
[TestFixture]
internal sealed class CodeFixTests
{
    private static readonly CodeFixProvider[] Fixes = [new MakePartialCodeFixProvider(), new AddGenerableCodeFixProvider(), new SwapBoundsCodeFixProvider()];

    [TestCase("[Generable]\npublic record Ticket(string Title);", "[Generable]\npublic partial record Ticket(string Title);")]
    [TestCase("// A ticket.\n[Generable] record Ticket(string Title);", "// A ticket.\n[Generable] partial record Ticket(string Title);")]
    [TestCase("// Outer.\nclass Outer { [Generable] public partial record Ticket(string Title); }", "// Outer.\npartial class Outer { [Generable] public partial record Ticket(string Title); }")]
    [TestCase(
        "/// <summary>Where.</summary>\npublic record Address(string City);\n\n[Generable]\npublic partial record Person(List<Address>? Homes);",
        "/// <summary>Where.</summary>\n[Generable]\npublic partial record Address(string City);\n\n[Generable]\npublic partial record Person(List<Address>? Homes);")]
    [TestCase(
        "public enum Level { Low }\n\n[Generable]\npublic partial class Person { public Level Level { get; set; } }",
        "[Generable]\npublic enum Level { Low }\n\n[Generable]\npublic partial class Person { public Level Level { get; set; } }")]
    [TestCase(
        "[Generable] public partial record Rating([Guide(Minimum = 5, Maximum = 1)] int Stars);",
        "[Generable] public partial record Rating([Guide(Minimum = 1, Maximum = 5)] int Stars);")]
    [TestCase(
        "[Generable] public partial record Rating([Guide(MinimumCount = 5, MaximumCount = 1)] int[] Stars);",
        "[Generable] public partial record Rating([Guide(MinimumCount = 1, MaximumCount = 5)] int[] Stars);")]
    public async Task Fixes_WhatTheDiagnosticIsAbout(string before, string after)
    {
        AppCompilation app = AppCompilation.Of(before);
        Diagnostic diagnostic = app.GeneratorDiagnostics.Single();
        using AdhocWorkspace workspace = new();
        Project project = workspace.AddProject("App", LanguageNames.CSharp)
            .WithParseOptions(app.Input.SyntaxTrees[0].Options)
            .WithCompilationOptions(app.Input.Options)
            .WithMetadataReferences(app.Input.References);
        project = project.AddDocument("Usings.cs", await app.Input.SyntaxTrees[0].GetTextAsync()).Project;
        Document document = project.AddDocument("App.cs", before);

        List<CodeAction> actions = [];
        Diagnostic placed = Diagnostic.Create(
            diagnostic.Descriptor, Location.Create((await document.GetSyntaxTreeAsync())!, diagnostic.Location.SourceSpan));
        CodeFixProvider fix = Fixes.Single(f => f.FixableDiagnosticIds.Contains(diagnostic.Id));
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, placed, (action, _) => actions.Add(action), CancellationToken.None));
        ApplyChangesOperation change = (await actions.Single().GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        string text = (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();

        Assert.That(text.ReplaceLineEndings("\n"), Is.EqualTo(after));
        Assert.That(AppCompilation.Of(text).Diagnostics, Is.Empty);
    }
}
