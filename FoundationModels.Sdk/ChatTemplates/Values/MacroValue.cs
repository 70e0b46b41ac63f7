using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>A macro together with the variables that it was declared among.</summary>
internal sealed class MacroValue(string name, MacroSignature signature, IReadOnlyList<Statement> body, Scope scope) : TemplateValue
{
    /// <inheritdoc/>
    public override string TypeName => "Macro";

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string attribute) =>
        attribute == "name" ? new StringValue(name, TextProvenance.Template) : null;

    /// <inheritdoc/>
    public override TemplateValue Call(RenderState state, CallArguments arguments)
    {
        state.EnterNested();
        Scope outer = state.Scope;
        state.Scope = new Scope(scope);
        try
        {
            signature.Bind(state, name, arguments);
            return state.Capture(body);
        }
        finally
        {
            state.Scope = outer;
            state.LeaveNested();
        }
    }
}
