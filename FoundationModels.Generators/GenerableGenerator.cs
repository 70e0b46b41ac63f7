using System.Collections.Immutable;
using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Emission;
using FoundationModels.Generators.Model;
using FoundationModels.Generators.Parsing;
using FoundationModels.Generators.Schemas;
using FoundationModels.Generators.Tools;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators;

/// <summary>
/// Makes types with <c>[Generable]</c> what a model can generate: schema, compiled grammar, conversions, and the type of a value that is not complete yet. Symbols become
/// a model that is compared by value (<see cref="GenerableParser"/>); types are completed with those that they contain; and only for what has changed, the grammar is compiled
/// (<see cref="SchemaCompiler"/>) and code is written (<see cref="TypeEmitter"/>).
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GenerableGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParseResult> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                GenerableAttributes.Generable,
                static (_, _) => true,
                static (found, token) => GenerableParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, token))
            .WithTrackingName(TrackingNames.Parse);

        IncrementalValuesProvider<GenerableSpec> specs = parsed
            .Where(static p => p.Spec is not null)
            .Select(static (p, _) => p.Spec!)
            .WithTrackingName(TrackingNames.Spec);

        IncrementalValuesProvider<ToolParseResult> tools = ToolPipeline.Parse(context);
        IncrementalValueProvider<SpecGraph> graph = parsed
            .SelectMany(static (p, _) => p.Spec is null ? [] : p.References.Prepend(p.Spec))
            .Collect()
            .Combine(tools.SelectMany(static (p, _) => p.References).Collect())
            .Select(static (all, _) => new SpecGraph(all.Left.Concat(all.Right)));

        IncrementalValuesProvider<CompiledType> compiled = specs
            .Combine(graph)
            .Select(static (pair, _) => pair.Right.Close(pair.Left))
            .Where(static closure => closure is not null)
            .WithTrackingName(TrackingNames.Closure)
            .Select(static (closure, token) => SchemaCompiler.Compile(closure!, token))
            .WithTrackingName(TrackingNames.Compile);

        context.RegisterSourceOutput(
            compiled.Where(static type => type.Refusal is null),
            static (output, type) => output.AddSource(TypeEmitter.HintName(type.Closure.Root.Type), TypeEmitter.Emit(type)));

        IncrementalValueProvider<EquatableArray<RegisteredType>> registered = specs
            .Select(static (spec, _) => RegistrationEmitter.Registered(spec))
            .Collect()
            .Select(static (types, _) => types.OrderBy(t => t.Name, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(TrackingNames.Registration);
        context.RegisterSourceOutput(registered, RegistrationEmitter.Emit);

        ReportDiagnostics(context, parsed, compiled);
        ToolPipeline.Register(context, tools, graph);
    }

    /// <summary>Diagnostics have an output of their own, so that code isn't written again because something moved in a file.</summary>
    private static void ReportDiagnostics(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParseResult> parsed, IncrementalValuesProvider<CompiledType> compiled)
    {
        context.RegisterSourceOutput(
            parsed.SelectMany(static (p, _) => p.Diagnostics).Combine(context.CompilationProvider),
            static (output, pair) => output.ReportDiagnostic(pair.Left.In(pair.Right)));

        IncrementalValueProvider<ImmutableArray<(string Key, LocationInfo? Place)>> places = parsed.Select(static (p, _) => (p.Key, p.Place)).Collect();
        context.RegisterSourceOutput(
            compiled.Where(static type => type.Refusal is not null).Combine(places).Combine(context.CompilationProvider),
            static (output, found) =>
            {
                ((CompiledType type, ImmutableArray<(string Key, LocationInfo? Place)> places), Compilation compilation) = found;
                TypeName name = type.Closure.Root.Type;
                LocationInfo? place = places.FirstOrDefault(p => p.Key == name.FullName).Place;
                string[] arguments = [name.Name, type.Refusal!.Value.Pointer, type.Refusal.Value.Reason];
                output.ReportDiagnostic(new DiagnosticInfo(Descriptors.GrammarRefused, place, arguments.ToEquatableArray()).In(compilation));
            });
    }
}
