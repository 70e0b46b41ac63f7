using System.Text.Json.Nodes;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>Makes JSON values over the few names, texts and numbers that <see cref="RandomSchema"/> speaks of.</summary>
internal sealed class RandomValue(Random random)
{
    private static readonly string[] Names = ["a", "b", "c", "ab", "d", "", "bb"];
    private static readonly string[] Texts = ["", "a", "b", "ab", "abb", "bcb", "\u00e9", "1.2.3.4", "2024-02-29", "a\"\\\n"];
    private static readonly string[] Numbers = ["0", "1", "2", "3", "-1", "6", "7", "0.5", "1.5", "0.1", "-2", "1e1", "2.0", "-0.3", "10"];

    /// <summary>Reads JSON that is known to be right.</summary>
    public static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    /// <summary>A number's text.</summary>
    public string Number() => Numbers[random.Next(Numbers.Length)];

    /// <summary>A value.</summary>
    /// <param name="depth">The most levels of arrays and objects.</param>
    public JsonNode? Make(int depth) => random.Next(depth > 0 ? 9 : 5) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 or 3 => Parse(Number()),
        4 => JsonValue.Create(Texts[random.Next(Texts.Length)]),
        5 or 6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(depth - 1))]),
        _ => new JsonObject([.. Names.OrderBy(_ => random.Next()).Take(random.Next(4)).Select(n => KeyValuePair.Create(n, Make(depth - 1)))]),
    };

    /// <summary>A value that differs from another one at one place.</summary>
    public JsonNode? Change(JsonNode? value)
    {
        switch (value)
        {
            case JsonArray { Count: > 0 } array when random.Next(4) > 0:
                {
                    JsonArray copy = (JsonArray)array.DeepClone();
                    int at = random.Next(copy.Count);
                    switch (random.Next(4))
                    {
                        case 0:
                            copy.RemoveAt(at);
                            break;
                        case 1:
                            copy.Insert(at, Make(1));
                            break;
                        case 2:
                            copy.Add(array[at]?.DeepClone());
                            break;
                        default:
                            copy[at] = Change(array[at]);
                            break;
                    }

                    return copy;
                }

            case JsonObject properties when random.Next(4) > 0:
                {
                    JsonObject copy = (JsonObject)properties.DeepClone();
                    string name = copy.Count > 0 && random.Next(2) == 0 ? copy.ElementAt(random.Next(copy.Count)).Key : Names[random.Next(Names.Length)];
                    if (!copy.ContainsKey(name))
                        copy[name] = Make(1);
                    else if (random.Next(2) == 0)
                        copy.Remove(name);
                    else
                        copy[name] = Change(properties[name]);
                    return copy;
                }

            default:
                return Make(2);
        }
    }
}
