extern alias generators;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FoundationModels.Cli.Tests.Docs;

[TestFixture]
internal sealed class DocumentationTests
{
    // What an app's project has through ImplicitUsings.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p))];

    private static IEnumerable<TestCaseData> CSharpBlocks() =>
        MarkdownCode.All().Where(b => b.Language == "csharp").Select(b => new TestCaseData(b).SetArgDisplayNames(b.ToString()));

    [TestCaseSource(nameof(CSharpBlocks))]
    public void CSharpBlock_InDocumentation_Compiles(MarkdownCode block)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(block.Code, options, path: block.File);
        bool isProgram = tree.GetCompilationUnitRoot().Members.Any(m => m is GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create(
            "Example",
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings, options)],
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));

        // What the SDK's package brings along.
        CSharpGeneratorDriver.Create([new generators::FoundationModels.Generators.GenerableGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _);

        IEnumerable<string> errors = complete.GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !IsMissingAppRuntime(d))
            .Select(d => $"line {block.Line + 1 + d.Location.GetLineSpan().StartLinePosition.Line}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");

        Assert.That(errors, Is.Empty, block.File);
    }

    [Test]
    public void Readme_HasExamplesOfTextAndOfATypedAnswer()
    {
        string[] examples = [.. MarkdownCode.All().Where(b => b.File == "README.md" && b.Language == "csharp").Select(b => b.Code)];

        Assert.That(examples, Has.Some.Contains("[Generable]"));
        Assert.That(examples, Has.Some.Not.Contains("[Generable]"));
    }

    [Test]
    public void RelativeLinks_InDocumentation_LeadToFiles()
    {
        List<string> broken = [];
        foreach (string file in MarkdownCode.Files())
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"\]\((?!https?:|#)([^)#\s]+)"))
            {
                string target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value);
                if (!Path.Exists(target))
                    broken.Add($"{Path.GetFileName(file)}: {link.Groups[1].Value}");
            }
        }

        Assert.That(broken, Is.Empty);
    }

    // CS1701/CS1702: the compiler was built against an older runtime than the one whose assemblies it reads here.
    private static bool IsMissingAppRuntime(Diagnostic diagnostic) => diagnostic.Id is "CS1701" or "CS1702";
}
