using System.Text;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>The validator, which shares the schema model with the grammar engine and nothing else.</summary>
internal sealed class SchemaOracle(string schema)
{
    private static readonly ValidationOptions Formats = new()
    {
        HasFormat = (format, text) => TextFormats.Find(format) is not { } automaton || automaton.Match(Encoding.UTF8.GetBytes(text)) >= 0,
    };

    private readonly SchemaNode _schema = SchemaReader.Read(schema);

    /// <summary>Whether the text is JSON that fits.</summary>
    public bool Accepts(ReadOnlySpan<byte> text) => SchemaValidator.Validate(_schema, JsonLiteralReader.Read(text), Formats).IsValid;
}
