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

        EmitNew(writer, spec.Type.FullName, arguments, initializers);
        writer.Close();
    }

    private static void EmitNew(SourceWriter writer, string type, List<string> arguments, List<string> initializers)
    {
        writer.Line($"return new {type}(").Indent();
        for (int i = 0; i < arguments.Count; i++)
            writer.Line(arguments[i] + (i + 1 < arguments.Count ? "," : ""));
        writer.Outdent();
        if (initializers.Count == 0)
        {
            writer.Line(");");
            return;
        }

        writer.Line(")").Open();
        foreach (string initializer in initializers)
            writer.Line(initializer);
        writer.Close("};");
    }

    private static void EmitTo(SourceWriter writer, GenerableSpec spec)
    {
        MemberEmitter.OpenTo(writer, spec);
        writer.Line($"{Names.Builder} builder = new({spec.Properties.Count + 1}, {(spec.RepresentNullExplicitly ? "true" : "false")});");
        if (spec.Discriminator is { } @case)
            writer.Line($"builder.Value<string>(\"{Parsing.UnionCases.Discriminator}\", {Names.Literal(@case)});");
        for (int i = 0; i < spec.Properties.Count; i++)
            writer.Line($"builder.{WriteExpressions.Property(spec.Properties[i], $"p{i}")};");
        writer.Line($"return builder.Build({(spec.Id is { } id ? $"this.{id.Name}" : "")});").Close();
    }
}
