using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>
/// The formats that JSON Schema defines for texts, as automata. Where a format isn't regular, or would need very many states, its automaton has some of the valid
/// texts only: never one that is invalid.
/// </summary>
internal static class TextFormats
{
    private static readonly Dictionary<string, Lazy<ByteAutomaton>> Formats = new(StringComparer.Ordinal)
    {
        ["date-time"] = Of(TimePatterns.DateTime),
        ["date"] = Of(TimePatterns.Date),
        ["time"] = Of(TimePatterns.Time),
        ["duration"] = Of(TimePatterns.Duration),
        ["email"] = new(() => Both(AddressPatterns.Mail, AddressPatterns.MailDots)),
        ["idn-email"] = Of("email", () => Both(AddressPatterns.InternationalMail, AddressPatterns.MailDots)),
        ["hostname"] = Of(AddressPatterns.Host),
        ["idn-hostname"] = Of("hostname", () => PatternAutomaton.CompileWhole(AddressPatterns.InternationalHost)),
        ["ipv4"] = Of(AddressPatterns.Version4),
        ["ipv6"] = Of(AddressPatterns.Version6),
        ["uri"] = Of(UriPatterns.Uri),
        ["uri-reference"] = Of(UriPatterns.UriReference),
        ["iri"] = Of(UriPatterns.Iri),
        ["iri-reference"] = Of(UriPatterns.IriReference),
        ["uri-template"] = Of(UriPatterns.Template),
        ["uuid"] = Of(SyntaxPatterns.Uuid),
        ["json-pointer"] = Of(SyntaxPatterns.Pointer),
        ["relative-json-pointer"] = Of(SyntaxPatterns.RelativePointer),
        ["regex"] = Of(SyntaxPatterns.Pattern),
    };

    /// <summary>Gets the names of the formats.</summary>
    public static IReadOnlyCollection<string> Names => Formats.Keys;

    /// <summary>The automaton of a format, or null if the format isn't known: then it is an annotation.</summary>
    public static ByteAutomaton? Find(string format) => Formats.TryGetValue(format, out var automaton) ? automaton.Value : null;

    private static Lazy<ByteAutomaton> Of(string pattern) => new(() => PatternAutomaton.CompileWhole(pattern));

    // A format that has all texts of another one.
    private static Lazy<ByteAutomaton> Of(string format, Func<ByteAutomaton> more) => new(() => ByteAutomaton.Either(Find(format)!, more()));

    private static ByteAutomaton Both(string pattern, string other) =>
        ByteAutomaton.Both(PatternAutomaton.CompileWhole(pattern), PatternAutomaton.CompileWhole(other));
}
