using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FoundationModels.Generators.Tests;

/// <summary>An app of a few lines of code, compiled with the generator.</summary>
internal sealed class AppCompilation
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Append(typeof(LanguageModelSession).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using System.Text.Json.Serialization;
        global using FoundationModels;
        """;

    private AppCompilation(CSharpCompilation input, Compilation output, GeneratorDriver driver)
    {
        Input = input;
        Output = output;
        Driver = driver;
    }

    public CSharpCompilation Input { get; }

    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    public IReadOnlyList<Diagnostic> GeneratorDiagnostics => Driver.GetRunResult().Diagnostics;

    /// <summary>Everything that the compiler and the generator say, hidden hints and documentation that the app's own code lacks apart.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
    [
        .. GeneratorDiagnostics,
        .. Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !(d.Id == "CS1591" && d.Location.SourceTree?.FilePath == "App.cs")),
    ];

    public static AppCompilation Of(string source, params MetadataReference[] references) => Of(source, "App", references);

    public static AppCompilation Of(string source, string name, params MetadataReference[] references)
    {
        CSharpCompilation input = Compilation(source, name).AddReferences(references);
        GeneratorDriver driver = Generators().RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new AppCompilation(input, output, driver);
    }

    /// <summary>An app that writes no documentation file, for which the compiler takes documentation for plain comments.</summary>
    public static AppCompilation WithoutDocumentation(string source)
    {
        CSharpCompilation input = Compilation(source, "App", DocumentationMode.None);
        GeneratorDriver driver = Generators(DocumentationMode.None).RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new AppCompilation(input, output, driver);
    }

    public static CSharpCompilation Compilation(string source, string name = "App", DocumentationMode documentation = DocumentationMode.Diagnose)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp13, documentation);
        return CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(Usings, options, "Usings.cs"), CSharpSyntaxTree.ParseText(source, options, "App.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999)
                .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress)]));
    }

    public static GeneratorDriver Generators(DocumentationMode documentation = DocumentationMode.Diagnose) => CSharpGeneratorDriver.Create(
        [new GenerableGenerator().AsSourceGenerator()],
        parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13, documentation),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The text of a generated file.</summary>
    public string File(string name) => Driver.GetRunResult().GeneratedTrees.Single(t => Path.GetFileName(t.FilePath) == name).ToString();

    /// <summary>The schema in the generated file of a type, as JSON.</summary>
    public string Schema(string type)
    {
        string data = File(type + ".g.cs").Split("FromGenerated(")[1].Split('"')[3];
        return GenerationSchema.FromGenerated(type, System.Text.Encoding.UTF8.GetBytes(data)).ToJsonSchema();
    }

    /// <summary>Runs <c>static string Run()</c> of the app's class <c>Check</c>, after making sure that nothing was complained about.</summary>
    /// <param name="libraries">Other assemblies that the app needs.</param>
    public string Run(params AppCompilation[] libraries) => (string)Load(libraries).GetType("Check")!.GetMethod("Run", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, null)!;

    public MetadataReference ToReference() => MetadataReference.CreateFromImage(Emit().ToArray());

    private Assembly Load(AppCompilation[] libraries)
    {
        AssemblyLoadContext context = new(name: null);
        foreach (AppCompilation library in libraries)
        {
            using MemoryStream image = library.Emit();
            context.LoadFromStream(image);
        }

        using MemoryStream app = Emit();
        return context.LoadFromStream(app);
    }

    private MemoryStream Emit()
    {
        Assert.That(Diagnostics, Is.Empty, () => string.Join('\n', Driver.GetRunResult().GeneratedTrees.Select(t => t.ToString())));
        MemoryStream image = new();
        Assert.That(Output.Emit(image).Success);
        image.Position = 0;
        return image;
    }
}
