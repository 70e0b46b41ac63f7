using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using FoundationModels.Generators.Schemas;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Tools;

/// <summary>Makes tools of methods: their arguments are a type like any other, whose schema is compiled when the app is built.</summary>
internal static class ToolPipeline
{
    /// <summary>The methods with the attribute.</summary>
    public static IncrementalValuesProvider<ToolParseResult> Parse(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            ToolParser.Attribute,
            static (_, _) => true,
            static (found, token) => ToolParser.Parse((IMethodSymbol)found.TargetSymbol, found.Attributes[0], found.SemanticModel.Compilation, token))
        .WithTrackingName(TrackingNames.ParseTool);

    /// <summary>Writes the code of the tools.</summary>
    /// <param name="context">The generator's context.</param>
    /// <param name="parsed">The methods.</param>
    /// <param name="graph">All generable types.</param>
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ToolParseResult> parsed, IncrementalValueProvider<SpecGraph> graph)
    {
        IncrementalValuesProvider<CompiledTool> compiled = parsed
            .Where(static p => p.Spec is not null)
            .Select(static (p, _) => p.Spec!)
            .Combine(graph)
            .Select(static (pair, _) => (Spec: pair.Left, Closure: pair.Right.Close(pair.Left.Arguments)))
            .Where(static pair => pair.Closure is not null)
            .Select(static (pair, token) => new CompiledTool(pair.Spec, SchemaCompiler.Compile(pair.Closure!, token)))
            .WithTrackingName(TrackingNames.CompileTool);

        IncrementalValuesProvider<ToolClass> classes = compiled
            .Where(static tool => tool.Arguments.Refusal is null)
            .Collect()
            .SelectMany(static (tools, _) => tools.GroupBy(t => t.Spec.Class).Select(g => new ToolClass(g.Key, g.ToEquatableArray())))
            .WithTrackingName(TrackingNames.ToolClass);
        context.RegisterSourceOutput(classes, static (output, type) => output.AddSource(ToolEmitter.HintName(type.Type), ToolEmitter.Emit(type)));

        ReportDiagnostics(context, parsed, compiled, classes);
    }

    private static void ReportDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ToolParseResult> parsed,
        IncrementalValuesProvider<CompiledTool> compiled,
        IncrementalValuesProvider<ToolClass> classes)
    {
        context.RegisterSourceOutput(
            parsed.SelectMany(static (p, _) => p.Diagnostics).Combine(context.CompilationProvider),
            static (output, pair) => output.ReportDiagnostic(pair.Left.In(pair.Right)));

        var places = parsed
            .Where(static p => p.Spec is not null)
            .Select(static (p, _) => (p.Spec!.Arguments.Type.FullName, p.Place))
            .Collect();
        IncrementalValuesProvider<DiagnosticInfo> late = compiled
            .Where(static tool => tool.Arguments.Refusal is not null)
            .Combine(places)
            .Select(static (pair, _) => new DiagnosticInfo(
                Descriptors.GrammarRefused,
                pair.Right.First(p => p.FullName == pair.Left.Spec.Arguments.Type.FullName).Place,
                new[] { pair.Left.Spec.Name, pair.Left.Arguments.Refusal!.Value.Pointer, pair.Left.Arguments.Refusal.Value.Reason }.ToEquatableArray()));
        context.RegisterSourceOutput(late.Combine(context.CompilationProvider), static (output, pair) => output.ReportDiagnostic(pair.Left.In(pair.Right)));

        IncrementalValuesProvider<DiagnosticInfo> repeated = classes
            .Combine(places)
            .SelectMany(static (pair, _) => pair.Left.Tools.GroupBy(t => t.Spec.Name).Where(g => g.Count() > 1).Select(g => new DiagnosticInfo(
                Descriptors.RepeatedToolName,
                pair.Right.First(p => p.FullName == g.Last().Spec.Arguments.Type.FullName).Place,
                new[] { g.First().Spec.Method, g.Last().Spec.Method, g.Key }.ToEquatableArray())));
        context.RegisterSourceOutput(repeated.Combine(context.CompilationProvider), static (output, pair) => output.ReportDiagnostic(pair.Left.In(pair.Right)));
    }
}
