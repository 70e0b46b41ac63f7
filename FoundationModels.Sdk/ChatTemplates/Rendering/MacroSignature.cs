namespace FoundationModels.ChatTemplates;

/// <summary>The parameters of a macro or of a call block's body, and which of the implicit variables its body reads.</summary>
internal sealed class MacroSignature(
    IReadOnlyList<string> parameters, IReadOnlyList<Expression> defaults, bool readsVarargs, bool readsKwargs, bool readsCaller)
{
    /// <summary>Sets the parameters' values in the current scope.</summary>
    /// <exception cref="TemplateFault">There are too many arguments, or one has another name.</exception>
    public void Bind(RenderState state, string name, CallArguments arguments)
    {
        Dictionary<string, TemplateValue> named = new(StringComparer.Ordinal);
        foreach ((string key, TemplateValue value) in arguments.Named)
            named[key] = value;
        if (arguments.Positional.Count > parameters.Count && !readsVarargs)
            throw new TemplateFault($"macro '{name}' takes not more than {parameters.Count} argument(s)");
        for (int i = 0; i < parameters.Count; i++)
            state.Scope.Set(parameters[i], Value(state, i, arguments, named));
        if (named.Remove("caller", out TemplateValue? caller) && !readsCaller)
            throw new TemplateFault($"macro '{name}' was invoked with a call block but does not use caller()");
        if (readsCaller && !parameters.Contains("caller"))
            state.Scope.Set("caller", caller ?? new UndefinedValue("No caller defined"));
        if (readsVarargs)
            state.Scope.Set("varargs", new ListValue([.. arguments.Positional.Skip(parameters.Count)], isTuple: true));
        if (readsKwargs)
        {
            DictionaryValue rest = new();
            foreach ((string key, TemplateValue value) in named)
                rest.Set(key, value);
            state.Scope.Set("kwargs", rest);
        }
        else if (named.Count > 0)
        {
            throw new TemplateFault($"macro '{name}' takes no keyword argument '{named.Keys.First()}'");
        }
    }

    private TemplateValue Value(RenderState state, int index, CallArguments arguments, Dictionary<string, TemplateValue> named)
    {
        string parameter = parameters[index];
        if (index < arguments.Positional.Count)
            return arguments.Positional[index];
        if (named.Remove(parameter, out TemplateValue? value))
            return value;
        int fallback = index - (parameters.Count - defaults.Count);
        return fallback >= 0 ? defaults[fallback].Evaluate(state) : new UndefinedValue($"parameter '{parameter}' was not provided");
    }
}
