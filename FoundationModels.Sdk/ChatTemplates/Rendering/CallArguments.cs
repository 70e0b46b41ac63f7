namespace FoundationModels.ChatTemplates;

/// <summary>The arguments of a call.</summary>
internal sealed class CallArguments(IReadOnlyList<TemplateValue> positional, IReadOnlyList<KeyValuePair<string, TemplateValue>> named)
{
    /// <summary>Gets no arguments.</summary>
    public static CallArguments Empty { get; } = new([], []);

    /// <summary>Gets the arguments without a name.</summary>
    public IReadOnlyList<TemplateValue> Positional { get; } = positional;

    /// <summary>Gets the arguments with a name.</summary>
    public IReadOnlyList<KeyValuePair<string, TemplateValue>> Named { get; } = named;

    /// <summary>The arguments in the order of the parameters' names, null where one was not given.</summary>
    /// <param name="function">The function, for the message.</param>
    /// <param name="required">How many of the parameters must be given.</param>
    /// <param name="parameters">The parameters' names.</param>
    /// <exception cref="TemplateFault">There are too many or too few, or one has another name.</exception>
    public TemplateValue?[] Bind(string function, int required, params ReadOnlySpan<string> parameters)
    {
        if (Positional.Count > parameters.Length)
            throw new TemplateFault($"{function}() takes at most {parameters.Length} arguments ({Positional.Count} given)");
        TemplateValue?[] bound = new TemplateValue?[parameters.Length];
        for (int i = 0; i < Positional.Count; i++)
            bound[i] = Positional[i];
        foreach ((string name, TemplateValue value) in Named)
        {
            int index = parameters.IndexOf(name);
            if (index < 0)
                throw new TemplateFault($"{function}() got an unexpected keyword argument '{name}'");
            if (bound[index] is not null)
                throw new TemplateFault($"{function}() got multiple values for argument '{name}'");
            bound[index] = value;
        }

        for (int i = 0; i < required; i++)
        {
            if (bound[i] is null)
                throw new TemplateFault($"{function}() missing required argument: '{parameters[i]}'");
        }

        return bound;
    }

    /// <summary>The same arguments without the first so many positional ones.</summary>
    public CallArguments Skip(int count) => new([.. Positional.Skip(count)], Named);
}
