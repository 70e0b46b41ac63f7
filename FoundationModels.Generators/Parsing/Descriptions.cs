using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Texts from XML documentation comments. They are read from the source where a project writes no documentation file, since the compiler then takes them for plain comments.</summary>
internal static class Descriptions
{
    private static readonly string[] Beginnings = ["Gets or sets ", "Gets or inits ", "Gets ", "Sets "];

    public static string? Summary(ISymbol symbol, CancellationToken cancellationToken) =>
        Text(Documentation(symbol, cancellationToken)?.Element("summary"));

    public static string? Parameter(ISymbol type, string name, CancellationToken cancellationToken) =>
        Text(Documentation(type, cancellationToken)?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == name));

    private static XElement? Documentation(ISymbol symbol, CancellationToken cancellationToken)
    {
        string? xml = symbol.GetDocumentationCommentXml(expandIncludes: false, cancellationToken: cancellationToken);
        if (string.IsNullOrWhiteSpace(xml))
            xml = FromSource(symbol, cancellationToken);
        if (xml is null)
            return null;
        try
        {
            XElement document = XElement.Parse($"<doc>{xml}</doc>");
            return document.Element("member") ?? document;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? FromSource(ISymbol symbol, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            StringBuilder xml = new();
            foreach (SyntaxTrivia trivia in reference.GetSyntax(cancellationToken).GetLeadingTrivia())
            {
                foreach (string line in trivia.ToFullString().Split('\n'))
                {
                    string text = line.TrimStart();
                    if (text.StartsWith("///", StringComparison.Ordinal))
                        xml.Append(text, 3, text.Length - 3).Append('\n');
                }
            }

            if (xml.Length > 0)
                return xml.ToString();
        }

        return null;
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        StringBuilder text = new();
        Append(element, text);
        string[] words = text.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : WithoutGets(string.Join(" ", words));
    }

    /// <summary>"Gets or sets the title." tells a model no more than "The title."</summary>
    private static string WithoutGets(string text)
    {
        foreach (string start in Beginnings)
        {
            if (text.Length > start.Length && text.StartsWith(start, StringComparison.Ordinal))
                return char.ToUpperInvariant(text[start.Length]) + text.Substring(start.Length + 1);
        }

        return text;
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain)
                text.Append(plain.Value);
            else if (node is XElement child && child.IsEmpty)
                text.Append(Name(child));
            else if (node is XElement { Name.LocalName: "para" } paragraph)
                Append(paragraph, text.Append(' '));
            else if (node is XElement other)
                Append(other, text);
        }
    }

    /// <summary>What <c>see</c> and <c>paramref</c> name, without the namespace.</summary>
    private static string Name(XElement reference)
    {
        string? name = (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value;
        if (name is null)
            return " ";
        int parameters = name.IndexOf('(');
        if (parameters >= 0)
            name = name.Substring(0, parameters);
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
