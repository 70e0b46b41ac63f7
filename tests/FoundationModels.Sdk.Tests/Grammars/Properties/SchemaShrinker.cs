using System.Text.Json.Nodes;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>Makes schemas smaller at one place: without a keyword or an element, or with a part in place of the whole.</summary>
internal static class SchemaShrinker
{
    /// <summary>Schemas that are a little smaller, the smallest first.</summary>
    public static IEnumerable<JsonNode?> Smaller(JsonNode? node)
    {
        if (node is JsonObject properties)
        {
            foreach ((string name, JsonNode? value) in properties)
            {
                if (value is JsonObject && name is not ("properties" or "patternProperties" or "$defs" or "dependentRequired" or "dependentSchemas"))
                    yield return value.DeepClone();
                JsonObject copy = (JsonObject)node.DeepClone();
                copy.Remove(name);
                yield return copy;
            }

            foreach ((string name, JsonNode? value) in properties)
            {
                foreach (JsonNode? smaller in Smaller(value))
                {
                    JsonObject copy = (JsonObject)node.DeepClone();
                    copy[name] = smaller;
                    yield return copy;
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count; i++)
            {
                JsonArray copy = (JsonArray)node.DeepClone();
                copy.RemoveAt(i);
                yield return copy;
            }

            for (int i = 0; i < items.Count; i++)
            {
                foreach (JsonNode? smaller in Smaller(items[i]))
                {
                    JsonArray copy = (JsonArray)node.DeepClone();
                    copy[i] = smaller;
                    yield return copy;
                }
            }
        }
    }
}
