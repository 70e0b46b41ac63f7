using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FoundationModels.Benchmarks.Engines.LlamaCpp;

/// <summary>Writes the schemas of the benchmark as llama.cpp's grammars: closed objects with texts, enumerations, integers and arrays, in the form that its own converter gives them. Bounds of numbers are left out.</summary>
internal sealed class GbnfSchema
{
    private const string Basics = """
        space ::= " "?
        char ::= [^"\\\x7F\x00-\x1F] | [\\] (["\\bfnrt] | "u" [0-9a-fA-F]{4})
        string ::= "\"" char* "\""
        integer ::= "-"? ([0-9] | [1-9] [0-9]{0,15})
        boolean ::= "true" | "false"

        """;

    private readonly StringBuilder _rules = new(Basics);
    private int _count;

    /// <summary>Converts a schema; its root is the rule "root".</summary>
    /// <exception cref="NotSupportedException">It has more than that.</exception>
    public static string Convert(string schema)
    {
        using JsonDocument json = JsonDocument.Parse(schema);
        GbnfSchema grammar = new();
        string root = grammar.Rule(json.RootElement);
        return $"{grammar._rules}root ::= {root}\n";
    }

    private string Rule(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out JsonElement texts))
            return Add(string.Join(" | ", texts.EnumerateArray().Select(t => Literal(t.GetRawText()))));
        return schema.GetProperty("type").GetString() switch
        {
            "string" when schema.TryGetProperty("maxLength", out JsonElement length) => Text(length.GetInt32()),
            "string" => "string",
            "integer" => "integer",
            "boolean" => "boolean",
            "array" => List(Rule(schema.GetProperty("items"))),
            "object" => Object(schema),
            var other => throw new NotSupportedException($"The grammar of llama.cpp is not written for {other}."),
        };
    }

    private static string Text(int maximum) => string.Create(CultureInfo.InvariantCulture, $"\"\\\"\" char{{0,{maximum}}} \"\\\"\"");

    private string List(string item) => Add($""" "[" ({item} ("," space {item})*)? "]" """);

    /// <summary>Members in declared order; what is not required may be left out.</summary>
    private string Object(JsonElement schema)
    {
        HashSet<string> required = [.. schema.TryGetProperty("required", out JsonElement names) ? names.EnumerateArray().Select(n => n.GetString()!) : []];
        (string Rule, bool IsRequired)[] members =
        [
            .. schema.GetProperty("properties").EnumerateObject()
                .Select(p => (Add($"""{Literal($"\"{p.Name}\"")} ":" space {Rule(p.Value)}"""), required.Contains(p.Name))),
        ];

        List<string> beginnings = [];
        for (int first = 0; first < members.Length; first++)
        {
            IEnumerable<string> rest = members.Skip(first + 1).Select(m => $"""("," space {m.Rule}){(m.IsRequired ? "" : "?")}""");
            beginnings.Add(string.Join(' ', rest.Prepend(members[first].Rule)));
            if (members[first].IsRequired)
                break;
        }

        return Add($"""
            "{"{"}" ({string.Join(" | ", beginnings)}){(required.Count == 0 ? "?" : "")} "{"}"}"
            """);
    }

    private string Add(string body)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"r{_count++}");
        _rules.Append(name).Append(" ::= ").Append(body.Trim()).Append('\n');
        return name;
    }

    private static string Literal(string json) => $"\"{json.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
