using System.IO.Compression;
using System.Text.Json;
using FoundationModels.ChatTemplates;

namespace FoundationModels.Conformance;

/// <summary>Renders conversations through the templates of many models and compares with the reference renderer, character for character.</summary>
internal static class TemplateConformance
{
    /// <summary>The command <c>templates DIR --templates ROOT</c>: DIR has cases.jsonl.gz, ROOT the templates (DIR/templates by default).</summary>
    public static ConformanceReport Run(ConformanceArguments arguments) =>
        Run(arguments.Directory, arguments.Value("templates") ?? Path.Combine(arguments.Directory, "templates"));

    /// <summary>Parses every template, and renders every case.</summary>
    public static ConformanceReport Run(string directory, string root)
    {
        ConformanceReport report = new("templates");
        Dictionary<string, ChatTemplate> templates = ParseAll(report, root);
        int rendered = 0, raised = 0, failed = 0, pythonText = 0, spans = 0;
        foreach (string line in ReadLines(Path.Combine(directory, "cases.jsonl.gz")))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement item = document.RootElement;
            string file = item.GetProperty("template").GetString()!;
            string id = $"{file}/{item.GetProperty("name").GetString()}";
            string? difference = templates.TryGetValue(file, out ChatTemplate? template)
                ? Compare(template, item)
                : "the template could not be read";
            report.Add(id, difference is null, difference is null ? 0 : 1, difference);
            string? kind = item.TryGetProperty("error_kind", out JsonElement error) ? error.GetString() : null;
            rendered += kind is null ? 1 : 0;
            raised += kind == "raise_exception" ? 1 : 0;
            failed += kind is not (null or "raise_exception") ? 1 : 0;
            pythonText += item.TryGetProperty("python_str", out _) ? 1 : 0;
            spans += item.TryGetProperty("generation_spans", out _) ? 1 : 0;
        }

        report.Notes.Add($"{templates.Count} templates parsed");
        report.Notes.Add($"{rendered} cases with a text ({pythonText} with Python's spelling of a value, {spans} with generation spans), "
            + $"{raised} with a message of the template, {failed} that must fail");
        return report;
    }

    /// <summary>The lines of a compressed file.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using FileStream file = File.OpenRead(path);
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                yield return line;
        }
    }

    private static Dictionary<string, ChatTemplate> ParseAll(ConformanceReport report, string root)
    {
        Dictionary<string, ChatTemplate> templates = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(root, "*.jinja").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            string? fault = null;
            try
            {
                templates[name] = ChatTemplate.Parse(File.ReadAllText(path), name);
            }
            catch (ChatTemplateException e)
            {
                fault = e.Message;
            }

            report.Add($"parse/{name}", fault is null, difference: fault);
        }

        return templates;
    }

    private static string? Compare(ChatTemplate template, JsonElement item)
    {
        bool mustFail = item.TryGetProperty("error", out JsonElement error);
        ChatTemplateRendering rendering;
        try
        {
            rendering = template.RenderWithSpans(TemplateCaseInputs.Read(item.GetProperty("inputs")));
        }
        catch (ChatTemplateException e)
        {
            if (!mustFail)
                return $"failed: {e.Message}";
            bool isCompared = item.GetProperty("error_kind").GetString() == "raise_exception";
            return isCompared && (e.Reason != error.GetString() || !e.IsRaisedByTemplate)
                ? $"expected the message {error.GetRawText()}, got: {e.Message}"
                : null;
        }

        string text = rendering.Text.ToString();
        if (mustFail)
            return $"expected to fail with {error.GetRawText()}, got {text.Length} characters";
        return CompareText(item.GetProperty("expected").GetString()!, text) ?? CompareSpans(item, rendering);
    }

    private static string? CompareText(string expected, string actual)
    {
        if (expected == actual)
            return null;
        int at = expected.AsSpan().CommonPrefixLength(actual);
        return $"differs at {at}: expected {Quote(expected, at)}, got {Quote(actual, at)}";
    }

    private static string Quote(string text, int at) =>
        "'" + text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 40)].Replace("\n", "\\n", StringComparison.Ordinal) + "'";

    private static string? CompareSpans(JsonElement item, ChatTemplateRendering rendering)
    {
        if (!item.TryGetProperty("generation_spans", out JsonElement spans))
            return null;
        string expected = string.Join(' ', spans.EnumerateArray().Select(s => $"{s[0].GetInt32()}-{s[1].GetInt32()}"));
        string actual = string.Join(' ', rendering.GenerationSpans.Select(s => $"{s.Start}-{s.End}"));
        return expected == actual ? null : $"generation spans: expected {expected}, got {actual}";
    }
}
