namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The keywords for objects.</summary>
internal readonly struct ObjectRules(SchemaValidator validator, SchemaNode node, JsonLiteral value, ValidationScope scope, Evaluated? evaluated)
{
    public bool Check()
    {
        bool fits = CheckNames() & CheckDependencies();
        if (!fits && validator.IsDone)
            return false;
        fits &= CheckMembers();
        if (node.UnevaluatedProperties is not { } unevaluated)
            return fits;
        for (int i = 0; i < value.Members.Count; i++)
        {
            if (!evaluated![i])
                fits &= validator.FitsBelow(unevaluated, value.Members[i].Value, value.Members[i].Key, scope);
        }

        evaluated!.AddAll();
        return fits;
    }

    private bool CheckNames()
    {
        bool fits = true;
        if (value.Members.Count < node.MinProperties)
            fits = validator.Fail(node.Pointer + "/minProperties", $"The object must have at least {node.MinProperties} members.");
        if (value.Members.Count > node.MaxProperties)
            fits = validator.Fail(node.Pointer + "/maxProperties", $"The object must have at most {node.MaxProperties} members.");
        fits &= CheckRequired(node.Required, "/required");
        if (node.PropertyNames is not { } names)
            return fits;
        foreach (KeyValuePair<string, JsonLiteral> member in value.Members)
        {
            if (!validator.Probe(names, JsonLiteral.OfString(member.Key), scope))
                fits = validator.Fail(node.Pointer + "/propertyNames", $"The object must not have a member '{member.Key}'.");
        }

        return fits;
    }

    private bool CheckRequired(IReadOnlyList<string>? required, string keyword)
    {
        bool fits = true;
        foreach (string name in required ?? [])
        {
            if (value.Find(name) is null)
                fits = validator.Fail(node.Pointer + keyword, $"The object must have a member '{name}'.");
        }

        return fits;
    }

    private bool CheckDependencies()
    {
        bool fits = true;
        foreach (KeyValuePair<string, IReadOnlyList<string>> dependency in node.DependentRequired ?? [])
        {
            if (value.Find(dependency.Key) is not null)
                fits &= CheckRequired(dependency.Value, "/dependentRequired/" + JsonPointer.Escape(dependency.Key));
        }

        foreach (KeyValuePair<string, SchemaNode> dependency in node.DependentSchemas ?? [])
        {
            if (value.Find(dependency.Key) is not null)
                fits &= validator.FitsInPlace(dependency.Value, value, scope, evaluated);
        }

        return fits;
    }

    private bool CheckMembers()
    {
        if ((node.Properties ?? node.PatternProperties) is null && node.AdditionalProperties is null)
            return true;
        Evaluated matched = new(value.Members.Count);
        bool fits = true;
        Dictionary<string, SchemaNode>? properties = node.Properties?.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        for (int i = 0; i < value.Members.Count; i++)
        {
            if (!fits && validator.IsDone)
                return false;
            (string name, JsonLiteral member) = value.Members[i];
            bool isDeclared = false;
            if (properties is not null && properties.TryGetValue(name, out SchemaNode? declared))
            {
                isDeclared = true;
                fits &= validator.FitsBelow(declared, member, name, scope);
            }

            foreach (KeyValuePair<string, SchemaNode> pattern in node.PatternProperties ?? [])
            {
                if (!SchemaPattern.IsMatch(pattern.Key, name, node.Pointer + "/patternProperties/" + JsonPointer.Escape(pattern.Key)))
                    continue;
                isDeclared = true;
                fits &= validator.FitsBelow(pattern.Value, member, name, scope);
            }

            if (!isDeclared && node.AdditionalProperties is { } additional)
            {
                isDeclared = true;
                fits &= validator.FitsBelow(additional, member, name, scope);
            }

            if (isDeclared)
                matched.Add(i);
        }

        evaluated?.Add(matched);
        return fits;
    }
}
