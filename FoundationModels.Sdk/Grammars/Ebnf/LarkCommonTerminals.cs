using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>The terminals of Lark's library <c>common</c>.</summary>
internal static class LarkCommonTerminals
{
    private const string Integer = "[0-9]+";
    private const string Float = "(?:[0-9]+[eE][-+]?[0-9]+|(?:[0-9]+\\.[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)";

    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        ["DIGIT"] = "[0-9]",
        ["HEXDIGIT"] = "[a-fA-F0-9]",
        ["INT"] = Integer,
        ["SIGNED_INT"] = "[-+]?" + Integer,
        ["DECIMAL"] = "(?:[0-9]+\\.[0-9]*|\\.[0-9]+)",
        ["FLOAT"] = Float,
        ["SIGNED_FLOAT"] = "[-+]?" + Float,
        ["NUMBER"] = $"(?:{Float}|{Integer})",
        ["SIGNED_NUMBER"] = $"[-+]?(?:{Float}|{Integer})",
        ["ESCAPED_STRING"] = "\"(?:[^\"\\\\\\n]|\\\\[^\\n])*\"",
        ["LCASE_LETTER"] = "[a-z]",
        ["UCASE_LETTER"] = "[A-Z]",
        ["LETTER"] = "[A-Za-z]",
        ["WORD"] = "[A-Za-z]+",
        ["CNAME"] = "[_A-Za-z][_A-Za-z0-9]*",
        ["WS_INLINE"] = "[ \\t]+",
        ["WS"] = "[ \\t\\f\\r\\n]+",
        ["CR"] = "\\r",
        ["LF"] = "\\n",
        ["NEWLINE"] = "(?:\\r?\\n)+",
        ["SH_COMMENT"] = "#[^\\n]*",
        ["CPP_COMMENT"] = "//[^\\n]*",
        ["C_COMMENT"] = "/\\*(?:[^*]|\\*+[^*/])*\\*+/",
        ["SQL_COMMENT"] = "--[^\\n]*",
    };

    /// <summary>The expression of a terminal, or null.</summary>
    public static RegexNode? Find(string name) => Patterns.TryGetValue(name, out string? pattern) ? RegexParser.Parse(pattern) : null;
}
