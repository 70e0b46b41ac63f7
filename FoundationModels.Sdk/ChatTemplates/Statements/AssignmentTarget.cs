namespace FoundationModels.ChatTemplates;

/// <summary>What a value can be assigned to.</summary>
internal abstract class AssignmentTarget
{
    /// <summary>Assigns the value.</summary>
    public abstract void Assign(RenderState state, TemplateValue value);
}
