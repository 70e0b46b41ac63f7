namespace FoundationModels.Generation;

/// <summary>Compares content by value: properties in any order, numbers by what they are worth.</summary>
internal static class ContentEquality
{
    public static bool AreEqual(GeneratedContent left, GeneratedContent right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.Kind != right.Kind || left.IsComplete != right.IsComplete)
            return false;
        return left.Kind switch
        {
            GeneratedContentKind.Null => true,
            GeneratedContentKind.Boolean => left.IsTrue == right.IsTrue,
            GeneratedContentKind.String => left.Text == right.Text,
            GeneratedContentKind.Number => Worth(left.Text!).Equals(Worth(right.Text!)),
            GeneratedContentKind.Array => AreEqual(left.Elements, right.Elements),
            _ => AreEqual(left.Properties, right),
        };
    }

    public static int Hash(GeneratedContent content)
    {
        switch (content.Kind)
        {
            case GeneratedContentKind.String:
                return content.Text!.GetHashCode(StringComparison.Ordinal);
            case GeneratedContentKind.Number:
                return Worth(content.Text!).GetHashCode();
            case GeneratedContentKind.Array:
                HashCode elements = default;
                foreach (GeneratedContent element in content.Elements)
                    elements.Add(Hash(element));
                return elements.ToHashCode();
            case GeneratedContentKind.Object:
                int properties = content.Properties.Count;
                foreach ((string name, GeneratedContent value) in content.Properties)
                    properties ^= HashCode.Combine(name.GetHashCode(StringComparison.Ordinal), Hash(value));
                return properties;
            default:
                return HashCode.Combine(content.Kind, content.IsTrue);
        }
    }

    private static object Worth(string number) => JsonNumber.Read(number) is { } value ? value : number;

    private static bool AreEqual(IReadOnlyList<GeneratedContent> left, IReadOnlyList<GeneratedContent> right)
    {
        if (left.Count != right.Count)
            return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i]))
                return false;
        }

        return true;
    }

    private static bool AreEqual(IReadOnlyList<KeyValuePair<string, GeneratedContent>> left, GeneratedContent right)
    {
        if (left.Count != right.Properties.Count)
            return false;
        foreach ((string name, GeneratedContent value) in left)
        {
            if (!right.TryGetProperty(name, out GeneratedContent? other) || !AreEqual(value, other))
                return false;
        }

        return true;
    }
}
