namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The meta-schemas of the standard dialects, which schemas may refer to like to any other document.</summary>
internal static class StandardSchemas
{
    private static readonly Lazy<JsonLiteral> Documents = new(Load);

    /// <summary>The document with a URI; null for others.</summary>
    public static JsonLiteral? Find(string uri) => Documents.Value.Find(uri);

    private static JsonLiteral Load()
    {
        using Stream stream = typeof(StandardSchemas).Assembly.GetManifestResourceStream("FoundationModels.Grammars.standard-schemas.json")
            ?? throw new InvalidOperationException("The assembly lacks the standard meta-schemas.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return JsonLiteralReader.Read(bytes);
    }
}
