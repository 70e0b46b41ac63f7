using FoundationModels.Generation;

namespace FoundationModels;

public sealed partial class GeneratedContent
{
    /// <summary>Reads JSON, also the beginning of one: what is missing shows in <see cref="IsComplete"/>.</summary>
    /// <param name="json">One JSON value or the beginning of one.</param>
    /// <exception cref="GeneratedContentParsingException">No JSON begins like that, a property comes twice, or values are nested more than 1,000 deep.</exception>
    public static GeneratedContent Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        PartialContentBuilder builder = new();
        try
        {
            builder.Append(json);
            builder.End();
        }
        catch (JsonSyntaxFault fault)
        {
            throw new GeneratedContentParsingException(json, $"The text is not JSON: {fault.Message}.", fault);
        }

        return builder.Snapshot();
    }

    /// <summary>Writes the value as JSON. A value that is not complete gives the JSON of what is there.</summary>
    /// <param name="indented">Whether properties and elements stand on lines of their own.</param>
    public string ToJson(bool indented = false) => ContentWriter.Write(this, indented);
}
