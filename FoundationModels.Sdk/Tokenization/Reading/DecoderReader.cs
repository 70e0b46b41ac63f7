using FoundationModels.Tokenization.Decoders;
using FoundationModels.Tokenization.PreTokenizers;

namespace FoundationModels.Tokenization.Reading;

/// <summary>Reads <c>decoder</c>.</summary>
internal static class DecoderReader
{
    /// <summary>Adds the steps of a decoder in order.</summary>
    public static void Read(JsonComponent component, List<TokenDecoder> steps)
    {
        switch (component.Type)
        {
            case "Sequence":
                foreach (JsonComponent child in component.Children("decoders"))
                    Read(child, steps);
                break;
            case "ByteLevel":
                steps.Add(new ByteLevelDecoder());
                break;
            case "ByteFallback":
                steps.Add(new ByteFallbackDecoder());
                break;
            case "Fuse":
                steps.Add(new FuseDecoder());
                break;
            case "Strip":
                steps.Add(new StripDecoder(component.Character("content"), component.Count("start", 0), component.Count("stop", 0)));
                break;
            case "Replace":
                steps.Add(new ReplaceDecoder(PatternReader.Read(component), component.String("content")));
                break;
            case "Metaspace":
                bool wasPrepended = PreTokenizerReader.ReadScheme(component) != PrependScheme.Never;
                steps.Add(new MetaspaceDecoder(component.Character("replacement"), wasPrepended));
                break;
            case "WordPiece":
                steps.Add(new WordPieceDecoder(component.OptionalString("prefix") ?? "##", component.Boolean("cleanup", true)));
                break;
            case "BPEDecoder":
                steps.Add(new WordSuffixDecoder(component.OptionalString("suffix") ?? "</w>"));
                break;
            default:
                throw component.Error("type", $"the decoder '{component.Type}' is not supported.");
        }
    }
}
