using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>Writes the members of an abstract type, which is one of its cases.</summary>
internal static class UnionEmitter
{
    public static void Emit(SourceWriter writer, SpecClosure closure)
    {
        GenerableSpec spec = closure.Root;
        MemberEmitter.Schema(writer, spec);
        MemberEmitter.OpenFrom(writer.Line(), spec);
        writer.Open($"return {Names.Services}.Case(content) switch");
        foreach (GenerableSpec @case in closure.Cases(spec))
            writer.Line($"{Names.Literal(@case.Discriminator!)} => {@case.Type.FullName}.FromGeneratedContent(content),");
        writer.Line($"var other => throw {Names.Services}.UnknownCase(content, {Names.Literal(spec.Title)}, other),").Close("};").Close();
        MemberEmitter.OpenTo(writer.Line(), spec);
        writer.Line($"throw {Names.Services}.NotGenerable(this);").Close();
    }
}
