using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FoundationModels.Generators.Tests;

/// <summary>What did not change is not made again, since the generator runs at each key stroke.</summary>
[TestFixture]
internal sealed class IncrementalTests
{
    private static readonly string[] Steps = ["Spec", "Closure", "Compile", "Registration"];

    private const string Source = """
        /// <summary>A person.</summary>
        [Generable]
        public partial record Person(string Name, Address? Home, [Guide(Minimum = 0)] int Age, List<Pet> Pets);

        [Generable]
        public partial record Address(string City);

        [Generable]
        public abstract partial record Pet(string Name);

        [Generable]
        public sealed partial record Cat(string Name, Mood Mood) : Pet(Name);

        [Generable]
        public enum Mood { Calm, Wild }
        """;

    [Test]
    public void OtherCodeChanges_NothingIsMadeAgain()
    {
        GeneratorDriverRunResult result = RunTwice(Source, Source, "public class Other { public int X => 1; }");

        foreach (string step in Steps)
            Assert.That(Reasons(result, step), Has.Length.GreaterThan(0).And.All.EqualTo(IncrementalStepRunReason.Unchanged).Or.All.EqualTo(IncrementalStepRunReason.Cached), step);
        Assert.That(OutputReasons(result), Is.Not.Empty.And.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void TypesMoveInTheirFile_NothingIsMadeAgain()
    {
        GeneratorDriverRunResult result = RunTwice(Source, "\n// A comment.\n\n" + Source);

        Assert.That(OutputReasons(result), Is.Not.Empty.And.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void OneTypeChanges_ItAndThoseThatContainItAreMadeAgain()
    {
        GeneratorDriverRunResult result = RunTwice(Source, Source.Replace("Address(string City)", "Address(string Town)", StringComparison.Ordinal));

        Assert.That(Reasons(result, "Spec").Count(r => r == IncrementalStepRunReason.Modified), Is.EqualTo(1));
        Assert.That(Reasons(result, "Compile").Count(r => r == IncrementalStepRunReason.Modified), Is.EqualTo(2));
        Assert.That(Reasons(result, "Registration"), Has.None.EqualTo(IncrementalStepRunReason.Modified));
    }

    [Test]
    public void Models_HoldNothingOfTheCompiler()
    {
        GeneratorDriverRunResult result = RunTwice(Source, Source);

        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (string step in (string[])["Parse", .. Steps])
        {
            foreach ((object value, _) in result.Results[0].TrackedSteps[step].SelectMany(s => s.Outputs))
                Visit(value, seen, step);
        }

        Assert.That(seen, Has.Count.GreaterThan(50));
    }

    private static void Visit(object? value, HashSet<object> seen, string path)
    {
        if (value is null || value.GetType().IsPrimitive || value is string or Enum or Type || !seen.Add(value))
            return;
        Assert.That(value, Is.Not.InstanceOf<Compilation>().And.Not.InstanceOf<ISymbol>().And.Not.InstanceOf<SyntaxNode>()
            .And.Not.InstanceOf<SyntaxTree>().And.Not.InstanceOf<Location>(), path);
        if (value is DiagnosticDescriptor)
            return;
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                Visit(item, seen, path + "[]");
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Visit(field.GetValue(value), seen, $"{path}.{field.Name}");
        }
    }

    private static GeneratorDriverRunResult RunTwice(string first, string second, string? addition = null)
    {
        CSharpCompilation compilation = AppCompilation.Compilation(first);
        GeneratorDriver driver = AppCompilation.Generators().RunGenerators(compilation);
        SyntaxTree app = compilation.SyntaxTrees[1];
        compilation = compilation.ReplaceSyntaxTree(app, CSharpSyntaxTree.ParseText(second, (CSharpParseOptions)app.Options, app.FilePath));
        if (addition is not null)
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(addition, (CSharpParseOptions)app.Options, "Other.cs"));
        return driver.RunGenerators(compilation).GetRunResult();
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorDriverRunResult result, string step) =>
        [.. result.Results[0].TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static IncrementalStepRunReason[] OutputReasons(GeneratorDriverRunResult result) =>
        [.. result.Results[0].TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason)];
}
