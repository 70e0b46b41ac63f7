namespace FoundationModels.Grammars.Regex;

/// <summary>Host names, network addresses and mail addresses as patterns.</summary>
internal static class AddressPatterns
{
    /// <summary>An IPv4 address in dotted decimals without leading zeros (RFC 2673, section 3.2; RFC 3986).</summary>
    public const string Version4 = $@"{Octet}(?:\.{Octet}){{3}}";

    /// <summary>An IPv6 address without a zone (RFC 4291, section 2.2; the forms are those of RFC 3986).</summary>
    public const string Version6 =
        $"(?:(?:{Group}:){{6}}{Last}|::(?:{Group}:){{5}}{Last}|(?:{Group})?::(?:{Group}:){{4}}{Last}|(?:(?:{Group}:){{0,1}}{Group})?::(?:{Group}:){{3}}{Last}"
        + $"|(?:(?:{Group}:){{0,2}}{Group})?::(?:{Group}:){{2}}{Last}|(?:(?:{Group}:){{0,3}}{Group})?::{Group}:{Last}|(?:(?:{Group}:){{0,4}}{Group})?::{Last}"
        + $"|(?:(?:{Group}:){{0,5}}{Group})?::{Group}|(?:(?:{Group}:){{0,6}}{Group})?::)";

    /// <summary>
    /// A host name (RFC 1123, section 2.1). Labels have at most 63 characters and names 253; to keep that small, of names with more than four labels only those are
    /// taken whose labels have at most 24. Labels with hyphens in the third and fourth place are left out: whether they are valid Punycode isn't regular.
    /// </summary>
    public static readonly string Host = Names(@"(?!..--)");

    /// <summary>
    /// Names of up to four labels that may be international (RFC 5890). Those that are have lower-case letters of scripts that are valid in any place and order,
    /// and at most ten characters, so that they are short enough as Punycode, too.
    /// </summary>
    public static readonly string InternationalHost = InternationalNames("(?!..--)");

    /// <summary>A mail address (RFC 5321, "Mailbox") but for where its dots are. Of quoted local parts, those with up to 31 characters.</summary>
    public static readonly string Mail = $@"(?:[{Atom}.]{{1,64}}|""(?:[ !#-\[\]-~]|\\[ -~]){{0,31}}"")@{Domain(Names(""))}";

    /// <summary>
    /// The same with international characters (RFC 6531). A local part has 64 bytes at most: 32 characters of two bytes at most, or 16 of any.
    /// </summary>
    public static readonly string InternationalMail =
        $@"(?:[{Atom}.\u0080-\u07FF]{{1,32}}|[{Atom}.\u0080-\u{{10FFFF}}]{{1,16}}|""(?:[ !#-\[\]-~\u0080-\u{{10FFFF}}]|\\[ -~]){{0,15}}"")@"
        + InternationalNames("");

    /// <summary>What else a mail address is: parts between single dots before the first @, unless there is a quote.</summary>
    public const string MailDots = @"(?:[^.@""]+(?:\.[^.@""]+)*|""[^]*"")@[^]*";

    private const string Octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private const string Group = "[0-9A-Fa-f]{1,4}";
    private const string Last = $"(?:{Group}:{Group}|{Version4})";
    private const string Atom = "-A-Za-z0-9!#$%&'*+/=?^_`{|}~";

    private const string International = @"0-9a-zà-öø-ÿά-ώа-џぁ-ゖァ-ヺ一-鿿가-힣";
    private static string Domain(string names) => $@"(?:{names}|\[{Version4}\]|\[IPv6:{Version6}\])";

    private static string Names(string check) =>
        $@"(?:{Label(63)}(?:\.{Label(63)}){{0,2}}|{Label(62)}(?:\.{Label(62)}){{3}}|{Label(24)}(?:\.{Label(24)}){{4,9}})".Replace("LABEL", check);

    private static string InternationalNames(string check)
    {
        string label = $"(?:(?!..--)[{International}](?:[{International}-]{{0,8}}[{International}])?|{Label(62)})".Replace("LABEL", check);
        return $@"{label}(?:\.{label}){{0,3}}";
    }

    private static string Label(int length) => $"LABEL[A-Za-z0-9](?:[A-Za-z0-9-]{{0,{length - 2}}}[A-Za-z0-9])?";
}
