using FoundationModels.Tokenization.Normalizers;

namespace FoundationModels.Tokenization.Reading;

/// <summary>Reads <c>normalizer</c>.</summary>
internal static class NormalizerReader
{
    /// <summary>Adds the steps of a normalizer in order.</summary>
    public static void Read(JsonComponent component, List<Normalizer> steps)
    {
        switch (component.Type)
        {
            case "Sequence":
                foreach (JsonComponent child in component.Children("normalizers"))
                    Read(child, steps);
                break;
            case "NFC":
                steps.Add(new UnicodeNormalizer(composes: true, isCompatible: false));
                break;
            case "NFD":
                steps.Add(new UnicodeNormalizer(composes: false, isCompatible: false));
                break;
            case "NFKC":
                steps.Add(new UnicodeNormalizer(composes: true, isCompatible: true));
                break;
            case "NFKD":
                steps.Add(new UnicodeNormalizer(composes: false, isCompatible: true));
                break;
            case "Lowercase":
                steps.Add(new Lowercase());
                break;
            case "Strip":
                steps.Add(new Strip(component.Boolean("strip_left", true), component.Boolean("strip_right", true)));
                break;
            case "StripAccents":
                steps.Add(new CodePointMapping(CodePointMaps.WithoutMarks));
                break;
            case "Nmt":
                steps.Add(new CodePointMapping(CodePointMaps.CleanForTranslation));
                break;
            case "Prepend":
                steps.Add(new Prepend(component.String("prepend")));
                break;
            case "Replace":
                steps.Add(new Replace(PatternReader.Read(component), component.String("content")));
                break;
            case "ByteLevel":
                steps.Add(new ByteSpellingNormalizer());
                break;
            case "Precompiled":
                steps.Add(ReadPrecompiled(component));
                break;
            case "BertNormalizer":
                ReadBert(component, steps);
                break;
            default:
                throw component.Error("type", $"the normalizer '{component.Type}' is not supported.");
        }
    }

    private static void ReadBert(JsonComponent component, List<Normalizer> steps)
    {
        bool isLower = component.Boolean("lowercase", true);
        if (component.Boolean("clean_text", true))
            steps.Add(new CodePointMapping(CodePointMaps.CleanForBert));
        if (component.Boolean("handle_chinese_chars", true))
            steps.Add(new ChineseSpacing());
        if (component.Boolean("strip_accents", isLower))
        {
            steps.Add(new UnicodeNormalizer(composes: false, isCompatible: false));
            steps.Add(new CodePointMapping(CodePointMaps.WithoutNonSpacingMarks));
        }

        if (isLower)
            steps.Add(new Lowercase());
    }

    private static PrecompiledMap ReadPrecompiled(JsonComponent component)
    {
        try
        {
            return new PrecompiledMap(Convert.FromBase64String(component.String("precompiled_charsmap")));
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw component.Error("precompiled_charsmap", $"cannot be read: {e.Message}", e);
        }
    }
}
