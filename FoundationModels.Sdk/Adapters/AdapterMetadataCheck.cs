namespace FoundationModels.Adapters;

/// <summary>Checks the values of metadata.</summary>
internal static class AdapterMetadataCheck
{
    /// <summary>The largest rank of an adapter.</summary>
    public const int MostRank = 1024;

    private const int LongestIdentifier = 256;
    private const int HashDigits = 64;

    /// <summary>The first property with a value that no adapter has, and what is wrong with it; null where all are right.</summary>
    public static (string Property, string Reason)? FindFault(AdapterMetadata metadata)
    {
        if (string.IsNullOrWhiteSpace(metadata.Identifier) || metadata.Identifier.Length > LongestIdentifier)
            return ("identifier", $"The name has {metadata.Identifier.Length} characters; it has to have 1 to {LongestIdentifier}.");
        if (metadata.Rank is < 1 or > MostRank)
            return ("rank", $"The rank is {metadata.Rank}; it has to be 1 to {MostRank}.");
        if (!double.IsFinite(metadata.Alpha))
            return ("alpha", $"The scaling is {metadata.Alpha}.");
        if (metadata.TargetModules.Count == 0 || metadata.TargetModules.Any(string.IsNullOrEmpty))
            return ("targetModules", "No kind of map is named, or one without a name.");
        if (!IsHash(metadata.BaseModelSignature))
            return ("baseModelSignature", $"It has to be {HashDigits} hexadecimal digits.");
        if (!IsHash(metadata.WeightsSha256))
            return ("weightsSha256", $"It has to be {HashDigits} hexadecimal digits.");
        if (metadata.CreatorDefined.FirstOrDefault(p => p.Value is null) is { Key: { } key })
            return ("creatorDefined", $"The value of '{key}' is null.");
        return null;
    }

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigit);
}
