namespace FoundationModels.ChatTemplates;

/// <summary>An attribute of a namespace object.</summary>
internal sealed class NamespaceTarget(string name, string attribute) : AssignmentTarget
{
    /// <inheritdoc/>
    public override void Assign(RenderState state, TemplateValue value)
    {
        if (state.Scope.Find(name) is not NamespaceValue space)
            throw new TemplateFault("cannot assign attribute on non-namespace object");
        space.Set(attribute, value);
    }
}
