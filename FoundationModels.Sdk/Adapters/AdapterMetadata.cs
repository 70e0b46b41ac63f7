namespace FoundationModels.Adapters;

/// <summary>The content of an adapter package's <c>metadata.json</c>.</summary>
internal sealed record AdapterMetadata
{
    /// <summary>The name of the metadata's file in a package.</summary>
    public const string FileName = "metadata.json";

    /// <summary>The name of the weights' file in a package.</summary>
    public const string WeightsFile = "adapter.onnx_adapter";

    /// <summary>Gets the adapter's name, as in "order-tools".</summary>
    public required string Identifier { get; init; }

    /// <summary>Gets who made it.</summary>
    public string? Author { get; init; }

    /// <summary>Gets what it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the licence of the weights.</summary>
    public string? License { get; init; }

    /// <summary>Gets the largest rank of any slot.</summary>
    public required int Rank { get; init; }

    /// <summary>Gets the numerator of the scaling that was trained with; it is folded into the weights.</summary>
    public required double Alpha { get; init; }

    /// <summary>Gets the kinds of linear maps that are adapted, as in "attn_q", each once and sorted.</summary>
    public required IReadOnlyList<string> TargetModules { get; init; }

    /// <summary>Gets the source signature of the model that the adapter belongs to (hexadecimal SHA-256).</summary>
    public required string BaseModelSignature { get; init; }

    /// <summary>Gets the SHA-256 of the file of weights in hexadecimal.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>Gets values of the maker's own, which mean nothing to the SDK.</summary>
    public IReadOnlyDictionary<string, string> CreatorDefined { get; init; } = new Dictionary<string, string>();
}
