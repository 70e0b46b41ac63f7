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
    /// A host name that may have international labels (RFC 5890): lower-case letters of scripts that are valid in any place and order, at most ten characters
    /// with such a letter in a label, at most four labels if there is one.
    /// </summary>
    public static readonly string InternationalHost = $@"(?:{Host}|{InternationalLabel}(?:\.{InternationalLabel}){{0,3}})";

    /// <summary>A mail address (RFC 5321, "Mailbox"). Of quoted local parts, those with up to 31 characters.</summary>
    public static readonly string Mail =
        $@"(?:(?=[^@]{{1,64}}@)[{Atom}]+(?:\.[{Atom}]+)*|""(?:[ !#-\[\]-~]|\\[ -~]){{0,31}}"")@{Domain(Names(""))}";

    /// <summary>A mail address with international characters (RFC 6531). Local parts have up to 32 characters where one isn't ASCII: 64 bytes in the end.</summary>
    public static readonly string InternationalMail =
        $@"(?:{Mail}|(?:{InternationalAtom}|""(?:[ !#-\[\]-~\u0080-\u{{10FFFF}}]|\\[ -~]){{0,15}}"")@{Domain(InternationalHost)})";

    private const string Octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private const string Group = "[0-9A-Fa-f]{1,4}";
    private const string Last = $"(?:{Group}:{Group}|{Version4})";
    private const string Atom = "A-Za-z0-9!#$%&'*+/=?^_`{|}~-";

    // Two bytes a character at most count for 32 in 64; 16 of any.
    private const string InternationalAtom =
        $@"(?=[^@]{{1,16}}@|[\0-\u07FF]{{1,32}}@|[\0-\x7F]{{1,64}}@)[{Atom}\u0080-\u{{10FFFF}}]+(?:\.[{Atom}\u0080-\u{{10FFFF}}]+)*";

    private const string International = @"0-9a-zà-öø-ÿά-ώа-џぁ-ゖァ-ヺ一-鿿가-힣";
    private const string InternationalLabel = $"(?!..--)[{International}](?:[{International}-]{{0,8}}[{International}])?";

    private static string Domain(string names) => $@"(?:{names}|\[{Version4}\]|\[IPv6:{Version6}\])";

    private static string Names(string check) =>
        $@"(?:{Label(63)}(?:\.{Label(63)}){{0,2}}|{Label(62)}(?:\.{Label(62)}){{3}}|{Label(24)}(?:\.{Label(24)}){{4,9}})".Replace("LABEL", check);

    private static string Label(int length) => $"LABEL[A-Za-z0-9](?:[A-Za-z0-9-]{{0,{length - 2}}}[A-Za-z0-9])?";
}
