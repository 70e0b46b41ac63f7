using FoundationModels.Generators.Model;
using FoundationModels.Generators.Parsing;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Generators.Schemas;

/// <summary>From the model of a type to the model of its schema, which both the JSON text and the grammar are made from.</summary>
internal sealed class SchemaBuilder
{
    private readonly SpecClosure _closure;
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, SchemaNode>> _definitions = [];
    private readonly Queue<GenerableSpec> _pending = new();

    private SchemaBuilder(SpecClosure closure) => _closure = closure;

    public static SchemaDocument Build(SpecClosure closure)
    {
        SchemaBuilder builder = new(closure);
        SchemaNode root = new() { Pointer = "" };
        builder._nodes.Add(closure.Root.Type.FullName, root);
        builder.Fill(root, closure.Root);
        while (builder._pending.Count > 0)
        {
            GenerableSpec type = builder._pending.Dequeue();
            builder.Fill(builder._nodes[type.Type.FullName], type);
        }

        return new SchemaDocument(root, builder._definitions);
    }

    private void Fill(SchemaNode node, GenerableSpec type)
    {
        node.Title = type.Title;
        node.Description = type.Description;
        switch (type.Kind)
        {
            case GenerableKind.Enumeration:
                node.Types = JsonTypes.String;
                node.Enum = [.. type.Values.Select(v => JsonLiteral.OfString(v.JsonName))];
                break;
            case GenerableKind.Union:
                node.AnyOf = [.. _closure.Cases(type).Select((c, i) => new SchemaNode { Pointer = $"{node.Pointer}/anyOf/{i}", Ref = Define(c.Type.FullName) })];
                break;
            default:
                FillObject(node, type);
                break;
        }
    }

    private void FillObject(SchemaNode node, GenerableSpec type)
    {
        List<KeyValuePair<string, SchemaNode>> properties = [];
        List<string> required = [];
        if (type.Discriminator is { } @case)
        {
            properties.Add(new(UnionCases.Discriminator, new SchemaNode
            {
                Pointer = $"{node.Pointer}/properties/{UnionCases.Discriminator}",
                Types = JsonTypes.String,
                Const = JsonLiteral.OfString(@case),
            }));
            required.Add(UnionCases.Discriminator);
        }

        foreach (PropertySpec property in type.Properties)
        {
            string pointer = $"{node.Pointer}/properties/{JsonPointer.Escape(property.JsonName)}";
            bool isRequired = !property.IsOptional && (!property.Value.IsNullable || type.RepresentNullExplicitly);
            SchemaNode value = isRequired ? Value(property.Value, pointer) : NotNull(property.Value, pointer);
            value.Description = property.Description;
            properties.Add(new(property.JsonName, value));
            if (isRequired)
                required.Add(property.JsonName);
        }

        node.Types = JsonTypes.Object;
        node.Properties = properties;
        node.Required = required;
        node.AdditionalProperties = new SchemaNode { Pointer = node.Pointer + "/additionalProperties", Always = false };
    }

    private SchemaNode Value(ValueSpec value, string pointer) => !value.IsNullable ? NotNull(value, pointer) : new SchemaNode
    {
        Pointer = pointer,
        AnyOf = [NotNull(value, pointer + "/anyOf/0"), new SchemaNode { Pointer = pointer + "/anyOf/1", Types = JsonTypes.Null }],
    };

    private SchemaNode NotNull(ValueSpec value, string pointer) => value switch
    {
        ScalarSpec scalar => ScalarSchemas.Of(scalar, pointer),
        ReferenceSpec reference => new SchemaNode { Pointer = pointer, Ref = Define(reference.Type) },
        ListSpec list => new SchemaNode
        {
            Pointer = pointer,
            Types = JsonTypes.Array,
            Items = Value(list.Element, pointer + "/items"),
            MinItems = value.Guides.MinimumCount,
            MaxItems = value.Guides.MaximumCount,
            UniqueItems = list.Shape == ListShape.Set,
        },
        MapSpec map => new SchemaNode
        {
            Pointer = pointer,
            Types = JsonTypes.Object,
            AdditionalProperties = Value(map.Element, pointer + "/additionalProperties"),
            MinProperties = value.Guides.MinimumCount,
            MaxProperties = value.Guides.MaximumCount,
        },
        _ => throw new InvalidOperationException(value.Type),
    };

    /// <summary>The node of another type, which is filled later, since types may contain each other.</summary>
    private SchemaNode Define(string key)
    {
        if (_nodes.TryGetValue(key, out SchemaNode? known))
            return known;
        GenerableSpec type = _closure.Find(key);
        bool isTaken = type.Title == _closure.Root.Title || _definitions.Any(d => d.Key == type.Title);
        string name = isTaken ? type.Type.DottedName : type.Title;
        SchemaNode node = new() { Pointer = "/$defs/" + JsonPointer.Escape(name) };
        _nodes.Add(key, node);
        _definitions.Add(new(name, node));
        _pending.Enqueue(type);
        return node;
    }
}
