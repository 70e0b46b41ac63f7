using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>Writes the nested class for a value that is still being generated.</summary>
internal static class PartialEmitter
{
    /// <summary>What the base class of all of them has. A property of the same name hides it; it stays there for who asks through the base class.</summary>
    private static readonly HashSet<string> BaseMembers = ["Content", "Id", "IsComplete", "ReadMember", "ReadText", "ReadValue", "ReadObject", "ReadPart", "ReadTexts", "ReadValues", "ReadParts"];

    public static void Emit(SourceWriter writer, SpecClosure closure)
    {
        GenerableSpec spec = closure.Root;
        GenerableSpec? union = spec.Union is { } key ? closure.Find(key) : null;
        string baseClass = union is null ? Names.PartialBase : union.Type.FullName + ".PartiallyGenerated";
        writer.Line($"/// <summary>A <see cref=\"{spec.Type.FullName}\"/> of which a model has generated a part. What is not there yet is null.</summary>")
            .Line(Names.GeneratedCode)
            .Open($"public {MemberEmitter.New(spec)}{(spec.Kind == GenerableKind.Union ? "" : "sealed ")}class PartiallyGenerated : {baseClass}")
            .Line($"{(spec.Kind == GenerableKind.Union ? "private protected" : "private")} PartiallyGenerated({Names.Content} content)")
            .Line("    : base(content)")
            .Line("{")
            .Line("}");
        HashSet<string> inherited = [.. Inherited(closure, union).Select(p => p.Name)];
        foreach (PropertySpec property in spec.Properties.Where(p => !inherited.Contains(p.Name)))
        {
            writer.Line()
                .Line($"/// <summary>Gets <c>{property.Name}</c> as far as it has been generated.</summary>")
                .Line($"public {(BaseMembers.Contains(property.Name) ? "new " : "")}{PartialExpressions.Type(property.Value)}? {property.Name} => {PartialExpressions.Property(property)};");
        }

        EmitFactory(writer.Line(), closure);
        writer.Close();
    }

    private static void EmitFactory(SourceWriter writer, SpecClosure closure)
    {
        GenerableSpec spec = closure.Root;
        writer.Line("/// <summary>Makes a value from what a model has generated so far.</summary>")
            .Line("/// <param name=\"content\">The content, which may be incomplete.</param>");
        string head = $"public static {MemberEmitter.New(spec)}PartiallyGenerated FromGeneratedContent({Names.Content} content)";
        if (spec.Kind != GenerableKind.Union)
        {
            writer.Line($"{head} => new PartiallyGenerated(content);");
            return;
        }

        writer.Open(head).Open($"return {Names.Services}.PartialCase(content) switch");
        foreach (GenerableSpec @case in closure.Cases(spec))
            writer.Line($"{Names.Literal(@case.Discriminator!)} => {@case.Type.FullName}.PartiallyGenerated.FromGeneratedContent(content),");
        writer.Line("_ => new PartiallyGenerated(content),").Close("};").Close();
    }

    private static IEnumerable<PropertySpec> Inherited(SpecClosure closure, GenerableSpec? union)
    {
        for (; union is not null; union = union.Union is { } key ? closure.Find(key) : null)
        {
            foreach (PropertySpec property in union.Properties)
                yield return property;
        }
    }
}
