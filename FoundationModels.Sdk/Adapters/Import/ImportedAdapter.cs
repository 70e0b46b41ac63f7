namespace FoundationModels.Adapters.Import;

/// <summary>An adapter that was made elsewhere, as a package takes it.</summary>
/// <param name="Metadata">What is known of it; the writer of the package finds out the hash.</param>
/// <param name="Updates">What it adds to each map, the scaling folded in.</param>
internal sealed record ImportedAdapter(AdapterMetadata Metadata, IReadOnlyList<AdapterUpdate> Updates);
