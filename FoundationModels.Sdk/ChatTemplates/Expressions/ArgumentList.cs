namespace FoundationModels.ChatTemplates;

/// <summary>The arguments of a call as they are written.</summary>
internal sealed class ArgumentList(
    IReadOnlyList<Expression> positional,
    IReadOnlyList<(string Name, Expression Value)> named,
    Expression? morePositional,
    Expression? moreNamed)
{
    /// <summary>Gets no arguments.</summary>
    public static ArgumentList None { get; } = new([], [], null, null);

    /// <summary>The arguments' values.</summary>
    /// <param name="state">The rendering.</param>
    /// <param name="caller">The value of the argument <c>caller</c>, or null.</param>
    public CallArguments Evaluate(RenderState state, TemplateValue? caller = null)
    {
        if (ReferenceEquals(this, None) && caller is null)
            return CallArguments.Empty;
        List<TemplateValue> values = new(positional.Count);
        foreach (Expression argument in positional)
            values.Add(argument.Evaluate(state));
        List<KeyValuePair<string, TemplateValue>> named = EvaluateNamed(state);
        if (morePositional is not null)
        {
            values.AddRange(morePositional.Evaluate(state).Items());
            state.ChargeItems(values.Count);
        }

        if (caller is not null)
            named.Add(new("caller", caller));
        return new CallArguments(values, named);
    }

    private List<KeyValuePair<string, TemplateValue>> EvaluateNamed(RenderState state)
    {
        List<KeyValuePair<string, TemplateValue>> values = new(named.Count);
        foreach ((string name, Expression value) in named)
            values.Add(new(name, value.Evaluate(state)));
        if (moreNamed?.Evaluate(state) is not { } more)
            return values;
        if (more is not DictionaryValue entries)
            throw new TemplateFault($"argument after ** must be a mapping, not {more.TypeName}");
        foreach ((TemplateValue key, TemplateValue value) in entries.Entries)
            values.Add(new(key is StringValue name ? name.Plain : throw new TemplateFault("keywords must be strings"), value));
        return values;
    }
}
