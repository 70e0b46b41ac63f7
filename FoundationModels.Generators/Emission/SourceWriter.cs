using System.Text;

namespace FoundationModels.Generators.Emission;

/// <summary>Writes indented lines of C#. Line ends are always the same, so that builds on different systems give the same bytes.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes lines at the current depth; each may be one of several in the text.</summary>
    public SourceWriter Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', _depth * 4).Append(line);
            _text.Append('\n');
        }

        return this;
    }

    public SourceWriter Open(string header) => Line(header).Open();

    public SourceWriter Open()
    {
        Line("{");
        return Indent();
    }

    public SourceWriter Close(string end = "}")
    {
        _depth--;
        return Line(end);
    }

    /// <summary>Deeper by one level without a brace.</summary>
    public SourceWriter Indent()
    {
        _depth++;
        return this;
    }

    public SourceWriter Outdent()
    {
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
