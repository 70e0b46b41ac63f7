namespace FoundationModels.Grammars.JsonSchema;

/// <summary>URIs of schemas.</summary>
internal static class SchemaUri
{
    /// <summary>What relative references are resolved against in a document without a URI.</summary>
    public const string Unknown = "schema://document/";

    /// <summary>Splits a reference at its fragment. The fragment is decoded; null where there is none.</summary>
    public static (string Uri, string? Fragment) Split(string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0)
            return (reference, null);
        string fragment = reference[(hash + 1)..];
        return (reference[..hash], fragment.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(fragment) : fragment);
    }

    /// <summary>Makes a reference without a fragment absolute; null where it is not a URI.</summary>
    public static string? Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0)
            return baseUri;
        if (IsAbsolute(reference))
            return Uri.TryCreate(reference, UriKind.Absolute, out Uri? whole) ? KeyOf(whole) : null;
        return Uri.TryCreate(reference, UriKind.Relative, out Uri? relative) && Uri.TryCreate(new Uri(baseUri), relative, out Uri? uri) ? KeyOf(uri) : null;
    }

    /// <summary>The spelling under which a URI is known.</summary>
    public static string KeyOf(Uri uri)
    {
        string text = uri.AbsoluteUri;
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? text : text[..hash];
    }

    // A URI class that takes "/a/b" for the path of a file must not be asked.
    private static bool IsAbsolute(string reference)
    {
        int colon = reference.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(reference[0]))
            return false;
        foreach (char c in reference.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return false;
        }

        return true;
    }
}
