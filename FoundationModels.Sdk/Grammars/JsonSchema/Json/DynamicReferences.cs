namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The <c>$dynamicRef</c> and <c>$recursiveRef</c> of a reading. Whether one depends on the way to it is known once all resources are.</summary>
internal sealed class DynamicReferences(SchemaDocuments documents, SchemaReferences references, Func<SchemaPlace, SchemaNode> nodeOf)
{
    private readonly List<(SchemaNode Node, SchemaNode Initial, string Anchor)> _unsettled = [];
    private int _settledResources;

    /// <summary>Reads a reference: a plain one unless its target has a dynamic anchor.</summary>
    public void Add(SchemaNode node, string reference, SchemaIdentity from, bool isRecursive)
    {
        SchemaPlace target = references.Resolve(reference, from, node, isRecursive ? "$recursiveRef" : "$dynamicRef");
        string anchor = isRecursive ? "" : SchemaUri.Split(reference).Fragment ?? "";
        SchemaNode initial = nodeOf(target);
        bool isDynamic = (isRecursive || anchor.Length > 0) && target.Identity.DynamicAnchors.TryGetValue(anchor, out SchemaPlace? anchored)
            && ReferenceEquals(anchored.Literal, target.Literal);
        if (!isDynamic)
        {
            node.Refer(initial);
            return;
        }

        node.DynamicRef = new DynamicReference(initial, anchor);
        _unsettled.Add((node, initial, anchor));
    }

    /// <summary>Gives resources their dynamic anchors, as far as references use them. True where that gave rise to more schemas that have to be read.</summary>
    public bool Settle()
    {
        bool isMore = false;
        foreach (string anchor in _unsettled.Select(u => u.Anchor).Distinct(StringComparer.Ordinal).ToList())
        {
            List<SchemaPlace> places = [.. documents.All.Where(i => i.DynamicAnchors.ContainsKey(anchor)).Select(i => i.DynamicAnchors[anchor])];
            foreach (SchemaPlace place in places.Count > 1 ? places : [])
                isMore |= place.Identity.Resource.DynamicAnchors.TryAdd(anchor, nodeOf(place));
        }

        if (isMore || documents.All.Count != _settledResources)
        {
            _settledResources = documents.All.Count;
            return true;
        }

        foreach ((SchemaNode node, SchemaNode initial, string anchor) in _unsettled)
        {
            if (initial.Resource.DynamicAnchors.ContainsKey(anchor))
                continue;
            node.DynamicRef = null;
            node.Refer(initial);
        }

        return false;
    }
}
