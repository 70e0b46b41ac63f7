namespace FoundationModels.ChatTemplates;

/// <summary>A variable of the current scope.</summary>
internal sealed class NameTarget(string name) : AssignmentTarget
{
    /// <inheritdoc/>
    public override void Assign(RenderState state, TemplateValue value) => state.Scope.Set(name, value);
}
