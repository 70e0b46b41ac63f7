namespace FoundationModels.Grammars.Regex;

/// <summary>RFC 3986, 3987 and 6570 as patterns.</summary>
internal static class UriPatterns
{
    /// <summary>An absolute URI with an optional fragment (RFC 3986, "URI").</summary>
    public static readonly string Uri = Absolute("", "");

    /// <summary>A URI or a relative reference (RFC 3986, "URI-reference").</summary>
    public static readonly string UriReference = $"(?:{Uri}|{Relative("", "")})";

    /// <summary>An absolute IRI (RFC 3987, "IRI").</summary>
    public static readonly string Iri = Absolute(UcsCharacters, PrivateCharacters);

    /// <summary>An IRI or a relative reference (RFC 3987, "IRI-reference").</summary>
    public static readonly string IriReference = $"(?:{Iri}|{Relative(UcsCharacters, PrivateCharacters)})";

    /// <summary>A URI template (RFC 6570), without the operators that it reserves for later.</summary>
    public static readonly string Template = $@"(?:[!#$&'(-;=?-\[\]_a-z~{UcsCharacters}{PrivateCharacters}]|{Escaped}|{Expression})*";

    private const string Escaped = "%[0-9A-Fa-f]{2}";
    private const string Variable = $@"(?:[A-Za-z0-9_]|{Escaped})(?:\.?(?:[A-Za-z0-9_]|{Escaped}))*(?:\*|:[1-9][0-9]{{0,3}})?";
    private const string Expression = $@"\{{[+#./;?&]?{Variable}(?:,{Variable})*\}}";
    private const string PrivateCharacters = @"\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}";
    private const string UcsCharacters =
        @"\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF\u{10000}-\u{1FFFD}\u{20000}-\u{2FFFD}\u{30000}-\u{3FFFD}\u{40000}-\u{4FFFD}\u{50000}-\u{5FFFD}"
        + @"\u{60000}-\u{6FFFD}\u{70000}-\u{7FFFD}\u{80000}-\u{8FFFD}\u{90000}-\u{9FFFD}\u{A0000}-\u{AFFFD}\u{B0000}-\u{BFFFD}\u{C0000}-\u{CFFFD}"
        + @"\u{D0000}-\u{DFFFD}\u{E1000}-\u{EFFFD}";

    private static string Absolute(string more, string inQuery) =>
        $@"[A-Za-z][A-Za-z0-9+.-]*:(?:{Network(more)}|/?{Segment(more, "+")}{Segments(more)}|/)?{Tail(more, inQuery)}";

    // The first segment of a relative path has no colon: it would look like a scheme.
    private static string Relative(string more, string inQuery) =>
        $@"(?:{Network(more)}|/{Segment(more, "+")}{Segments(more)}|/|(?:[A-Za-z0-9._~!$&'()*+,;=@{more}-]|{Escaped})+{Segments(more)})?{Tail(more, inQuery)}";

    private static string Network(string more) =>
        $@"//(?:{User(more)}@)?(?:\[(?:{AddressPatterns.Version6}|[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+)\]|{Name(more)})(?::[0-9]*)?{Segments(more)}";

    private static string User(string more) => $"(?:[A-Za-z0-9._~!$&'()*+,;=:{more}-]|{Escaped})*";

    private static string Name(string more) => $"(?:[A-Za-z0-9._~!$&'()*+,;={more}-]|{Escaped})*";

    private static string Segment(string more, string count) => $"(?:[A-Za-z0-9._~!$&'()*+,;=:@{more}-]|{Escaped}){count}";

    private static string Segments(string more) => $"(?:/{Segment(more, "*")})*";

    private static string Tail(string more, string inQuery) =>
        $@"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?{more}{inQuery}-]|{Escaped})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?{more}-]|{Escaped})*)?";
}
