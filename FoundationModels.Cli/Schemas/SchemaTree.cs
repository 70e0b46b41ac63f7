using System.Text;

using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Cli.Schemas;

/// <summary>Writes a schema as it was read: a line for each schema in it, below the one that holds it. Schemas that are referred to come behind, each once.</summary>
internal sealed class SchemaTree
{
    private const int MostLines = 2_000;
    private const int DeepestLevel = 32;

    private readonly StringBuilder _text = new();
    private readonly List<SchemaNode> _sections = [];
    private readonly HashSet<SchemaNode> _known = new(ReferenceEqualityComparer.Instance);
    private int _lines;

    /// <summary>The lines.</summary>
    public static string Write(SchemaNode root)
    {
        SchemaTree tree = new();
        tree.Refer(root);
        for (int i = 0; i < tree._sections.Count && tree._lines < MostLines; i++)
        {
            SchemaNode section = tree._sections[i];
            if (i > 0)
                tree._text.Append('\n');
            tree.Write(i == 0 ? section.Title ?? "#" : SchemaWords.Place(section), section, 0);
        }

        if (tree._lines >= MostLines)
            tree._text.Append("…\n");
        return tree._text.ToString();
    }

    private void Write(string name, SchemaNode node, int level)
    {
        if (_lines++ >= MostLines)
            return;
        _text.Append(' ', 2 * level).Append(Line(name));
        if (SchemaWords.Of(node) is { Length: > 0 } words)
            _text.Append(": ").Append(Line(words));
        if (node.Description is { Length: > 0 } description)
            _text.Append("  // ").Append(Line(description));
        _text.Append('\n');
        if (node.Ref is { } target)
            Refer(target);
        if (node.DynamicRef is { } dynamic)
            Refer(dynamic.Initial);
        foreach ((string part, SchemaNode child) in SchemaParts.Of(node))
        {
            if (_lines >= MostLines)
                return;
            // Beyond this level a part gets a section, as if it were referred to.
            Write(part, level < DeepestLevel || child.Always is not null ? child : new SchemaNode { Ref = child }, level + 1);
        }
    }

    private void Refer(SchemaNode node)
    {
        if (node.Always is null && _known.Add(node))
            _sections.Add(node);
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");
}
