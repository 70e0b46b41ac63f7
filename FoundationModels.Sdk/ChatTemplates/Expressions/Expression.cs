namespace FoundationModels.ChatTemplates;

/// <summary>A part of a template that has a value.</summary>
internal abstract class Expression(int offset)
{
    /// <summary>Gets where messages say that the expression is.</summary>
    public int Offset { get; } = offset;

    /// <summary>The value.</summary>
    public TemplateValue Evaluate(RenderState state)
    {
        state.Enter(Offset);
        RenderState.CheckStack();
        return Compute(state);
    }

    /// <summary>The value, without counting the step.</summary>
    protected abstract TemplateValue Compute(RenderState state);
}
