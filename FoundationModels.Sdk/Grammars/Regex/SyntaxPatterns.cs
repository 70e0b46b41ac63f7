namespace FoundationModels.Grammars.Regex;

/// <summary>Identifiers, pointers and patterns as patterns.</summary>
internal static class SyntaxPatterns
{
    /// <summary>A UUID (RFC 4122), of any version.</summary>
    public const string Uuid = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

    /// <summary>A JSON pointer (RFC 6901).</summary>
    public const string Pointer = "(?:/(?:[^~/]|~[01])*)*";

    /// <summary>A relative JSON pointer.</summary>
    public const string RelativePointer = $"(?:0|[1-9][0-9]*)(?:#|{Pointer})";

    /// <summary>Patterns of ECMA-262 with groups up to two deep and the plainest escapes, classes and counts: all valid ones would not be regular.</summary>
    public static readonly string Pattern = Alternatives(Alternatives(Alternatives(null)));

    private const string Literal = @"[^\^$\\.*+?()\[\]{}|/\n\r\u2028\u2029]|\\[dDwWsStnrfv^$\\.*+?()\[\]{}|/]|\.";
    private const string Class = @"\[\^?(?:a-z|A-Z|0-9|\\[dDwWsStnrfv\\\]\[^-]|[A-Za-z0-9_ .,:;/+*?$@#%=!]){1,20}\]";
    private const string Quantifier = @"(?:[*+?]|\{[0-9]{1,2}(?:,)?\}|\{[01],[1-9][0-9]?\})\??";

    private static string Alternatives(string? inner)
    {
        string group = inner is null ? "" : $@"|\((?:\?:)?{inner}\)";
        string sequence = $@"(?:(?:{Literal}|{Class}{group})(?:{Quantifier})?|\^|\$|\\[bB])*";
        return $@"{sequence}(?:\|{sequence})*";
    }
}
