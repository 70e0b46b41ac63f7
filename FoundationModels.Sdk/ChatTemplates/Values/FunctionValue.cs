namespace FoundationModels.ChatTemplates;

/// <summary>A function or a method that is bound to its object.</summary>
internal sealed class FunctionValue(string name, Func<RenderState, CallArguments, TemplateValue> body) : TemplateValue
{
    /// <summary>Gets the function's name.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public override string TypeName => "builtin_function_or_method";

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    public override TemplateValue Call(RenderState state, CallArguments arguments) => body(state, arguments);
}
