using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>Writes the members of a type with properties.</summary>
internal static class ObjectEmitter
{
    public static void Emit(SourceWriter writer, SpecClosure closure)
    {
        GenerableSpec spec = closure.Root;
        MemberEmitter.Schema(writer, spec);
        EmitFrom(writer.Line(), spec);
        EmitTo(writer.Line(), spec);
    }

    private static void EmitFrom(SourceWriter writer, GenerableSpec spec)
    {
        MemberEmitter.OpenFrom(writer, spec);
        if (spec.Discriminator is { } @case)
            writer.Line($"{Names.Services}.CheckCase(content, {Names.Literal(@case)});");
        List<string> arguments = [];
        List<string> initializers = [];
        foreach (PropertySpec property in spec.Properties)
        {
            string value = ReadExpressions.Property(property, $"p{arguments.Count + initializers.Count}");
            if (property.Parameter is { } parameter)
                arguments.Add($"{parameter}: {value}");
            else
                initializers.Add($"{property.Name} = {value},");
        }

        if (spec.Id is { Parameter: { } idParameter })
            arguments.Add($"{idParameter}: content.Id");
        else if (spec.Id is { } id)
            initializers.Add($"{id.Name} = content.Id,");

        writer.Line($"return new {spec.Type.FullName}(").Indent();
        for (int i = 0; i < arguments.Count; i++)
            writer.Line(arguments[i] + (i + 1 < arguments.Count ? "," : ")"));
        if (arguments.Count == 0)
            writer.Line(")");
        writer.Outdent().Open("");
        foreach (string initializer in initializers)
            writer.Line(initializer);
        writer.Close("};").Close();
    }

    private static void EmitTo(SourceWriter writer, GenerableSpec spec)
    {
        MemberEmitter.OpenTo(writer, spec);
        writer.Line($"return {Names.Services}.Object(").Indent();
        writer.Line((spec.Id is { } id ? $"this.{id.Name}" : "default") + ",");
        writer.Line($"new {Names.Pair}<string, {Names.Content}?>[]").Open("");
        if (spec.Discriminator is { } @case)
            writer.Line($"new(\"{Parsing.UnionCases.Discriminator}\", {Names.Services}.From({Names.Literal(@case)})),");
        for (int i = 0; i < spec.Properties.Count; i++)
        {
            PropertySpec property = spec.Properties[i];
            writer.Line($"new({Names.Literal(property.JsonName)}, {WriteExpressions.Property(property, $"p{i}", spec.RepresentNullExplicitly)}),");
        }

        writer.Close("});").Outdent().Close();
    }
}
