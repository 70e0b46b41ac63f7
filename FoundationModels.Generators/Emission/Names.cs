namespace FoundationModels.Generators.Emission;

/// <summary>The names that generated code uses, fully qualified so that nothing in an app's own code can get in between.</summary>
internal static class Names
{
    public const string Content = "global::FoundationModels.GeneratedContent";

    public const string Schema = "global::FoundationModels.GenerationSchema";

    public const string Generable = "global::FoundationModels.IGenerable";

    public const string Services = "global::FoundationModels.GenerableServices";

    public const string PartialBase = "global::FoundationModels.PartiallyGeneratedContent";

    public const string Types = "global::FoundationModels.GenerableTypes";

    public const string Session = "global::FoundationModels.LanguageModelSession";

    public const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";

    public const string ReadOnlyMap = "global::System.Collections.Generic.IReadOnlyDictionary";

    public const string Builder = "global::FoundationModels.GeneratedContentBuilder";

    public static string GeneratedCode { get; } =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"FoundationModels.Generators\", \"{typeof(Names).Assembly.GetName().Version}\")]";

    public static string Stream(string type) => $"global::FoundationModels.ResponseStream<{type}.PartiallyGenerated, {type}>";

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
