namespace FoundationModels.ChatTemplates;

/// <summary>Several targets, one for each item of the value.</summary>
internal sealed class TupleTarget(IReadOnlyList<AssignmentTarget> targets) : AssignmentTarget
{
    /// <inheritdoc/>
    public override void Assign(RenderState state, TemplateValue value)
    {
        List<TemplateValue> items = [.. value.Items().Take(targets.Count + 1)];
        if (items.Count > targets.Count)
            throw new TemplateFault($"too many values to unpack (expected {targets.Count})");
        if (items.Count < targets.Count)
            throw new TemplateFault($"not enough values to unpack (expected {targets.Count}, got {items.Count})");
        for (int i = 0; i < items.Count; i++)
            targets[i].Assign(state, items[i]);
    }
}
