using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.PreTokenizers;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Reading;

/// <summary>Reads <c>pre_tokenizer</c>.</summary>
internal static class PreTokenizerReader
{
    private const string Gpt2Words = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private static readonly CodePointSet WhiteSpace = new(CharacterClass.IsWhiteSpace);
    private static readonly CodePointSet Punctuation = new(ReferenceClass.IsPunctuation);

    /// <summary>Adds the steps of a pre-tokenizer in order.</summary>
    public static void Read(JsonComponent component, List<PreTokenizer> steps)
    {
        switch (component.Type)
        {
            case "Sequence":
                foreach (JsonComponent child in component.Children("pretokenizers"))
                    Read(child, steps);
                break;
            case "ByteLevel":
                if (component.Boolean("add_prefix_space", true))
                    steps.Add(new PrefixSpace());
                if (component.Boolean("use_regex", true))
                    steps.Add(new PatternSplitter(new RegularExpression(Gpt2Words), SplitBehavior.Isolated, isInverted: false));
                steps.Add(new ByteSpelling());
                break;
            case "Split":
                steps.Add(new PatternSplitter(PatternReader.Read(component), ReadBehavior(component, null), component.Boolean("invert", false)));
                break;
            case "Digits":
                SplitBehavior digits = component.Boolean("individual_digits", false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous;
                steps.Add(new CharacterSplitter(new CodePointSet(CharacterClass.IsNumber), digits));
                break;
            case "Punctuation":
                steps.Add(new CharacterSplitter(Punctuation, ReadBehavior(component, SplitBehavior.Isolated)));
                break;
            case "CharDelimiterSplit":
                char delimiter = component.Character("delimiter");
                steps.Add(new CharacterSplitter(new CodePointSet(c => c == delimiter), SplitBehavior.Removed));
                break;
            case "Whitespace":
                steps.Add(new PatternSplitter(new RegularExpression(@"\w+|[^\w\s]+"), SplitBehavior.Removed, isInverted: true));
                break;
            case "WhitespaceSplit":
                steps.Add(new CharacterSplitter(WhiteSpace, SplitBehavior.Removed));
                break;
            case "BertPreTokenizer":
                steps.Add(new CharacterSplitter(WhiteSpace, SplitBehavior.Removed));
                steps.Add(new CharacterSplitter(Punctuation, SplitBehavior.Isolated));
                break;
            case "Metaspace":
                steps.Add(new Metaspace(component.Character("replacement"), ReadScheme(component), component.Boolean("split", true)));
                break;
            default:
                throw component.Error("type", $"the pre-tokenizer '{component.Type}' is not supported.");
        }
    }

    /// <summary>Reads which pieces get a meta space; older files say <c>add_prefix_space</c>.</summary>
    public static PrependScheme ReadScheme(JsonComponent component)
    {
        PrependScheme scheme = component.OptionalString("prepend_scheme") switch
        {
            null or "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            string other => throw component.Error("prepend_scheme", $"the value '{other}' is not known."),
        };
        return component.Boolean("add_prefix_space", true) ? scheme : PrependScheme.Never;
    }

    private static SplitBehavior ReadBehavior(JsonComponent component, SplitBehavior? absent) => component.OptionalString("behavior") switch
    {
        "Removed" => SplitBehavior.Removed,
        "Isolated" => SplitBehavior.Isolated,
        "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
        "MergedWithNext" => SplitBehavior.MergedWithNext,
        "Contiguous" => SplitBehavior.Contiguous,
        null => absent ?? throw component.Error("behavior", "is missing."),
        string other => throw component.Error("behavior", $"the value '{other}' is not known."),
    };
}
