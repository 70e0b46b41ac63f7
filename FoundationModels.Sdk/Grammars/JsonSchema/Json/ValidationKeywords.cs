namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Reads the keywords that have no schemas inside.</summary>
internal readonly struct ValidationKeywords(SchemaNode node, SchemaDialect dialect, JsonLiteral schema)
{
    /// <summary>Reads one keyword; false where it is none of these.</summary>
    public bool Read(string keyword, KeywordValue value)
    {
        switch (keyword)
        {
            case "type":
                node.Types = value.ToTypes();
                return true;
            case "enum":
                node.Enum = value.ToArray();
                return true;
            case "const" when dialect.Since(SchemaDraft.Draft06):
                node.Const = value.Literal;
                return true;
            case "required":
                node.Required = value.ToTexts();
                return true;
            case "pattern":
                node.Pattern = value.ToText();
                return true;
            case "uniqueItems":
                node.UniqueItems = value.ToBoolean();
                return true;
            case "dependentRequired" when dialect.Since(SchemaDraft.Draft201909):
                node.DependentRequired = [.. node.DependentRequired ?? [], .. value.ToMembers().Select(m => KeyValuePair.Create<string, IReadOnlyList<string>>(m.Key, (value with { Literal = m.Value }).ToTexts()))];
                return true;
            default:
                return ReadCount(keyword, value) || ReadBound(keyword, value);
        }
    }

    private bool ReadCount(string keyword, KeywordValue value)
    {
        switch (keyword)
        {
            case "minLength":
                node.MinLength = value.ToCount();
                return true;
            case "maxLength":
                node.MaxLength = value.ToCount();
                return true;
            case "minItems":
                node.MinItems = value.ToCount();
                return true;
            case "maxItems":
                node.MaxItems = value.ToCount();
                return true;
            case "minProperties":
                node.MinProperties = value.ToCount();
                return true;
            case "maxProperties":
                node.MaxProperties = value.ToCount();
                return true;
            case "minContains" when dialect.Since(SchemaDraft.Draft201909):
                node.MinContains = value.ToCount();
                return true;
            case "maxContains" when dialect.Since(SchemaDraft.Draft201909):
                node.MaxContains = value.ToCount();
                return true;
            default:
                return false;
        }
    }

    private bool ReadBound(string keyword, KeywordValue value)
    {
        switch (keyword)
        {
            case "minimum" when IsExclusive("exclusiveMinimum"):
                node.ExclusiveMinimum = value.ToNumber();
                return true;
            case "minimum":
                node.Minimum = value.ToNumber();
                return true;
            case "maximum" when IsExclusive("exclusiveMaximum"):
                node.ExclusiveMaximum = value.ToNumber();
                return true;
            case "maximum":
                node.Maximum = value.ToNumber();
                return true;
            case "exclusiveMinimum":
                if (!IsSwitch(value))
                    node.ExclusiveMinimum = value.ToNumber();
                return true;
            case "exclusiveMaximum":
                if (!IsSwitch(value))
                    node.ExclusiveMaximum = value.ToNumber();
                return true;
            case "multipleOf":
                node.MultipleOf = value.ToDivisor();
                return true;
            default:
                return false;
        }
    }

    // In draft 04 the keyword says how to read minimum or maximum.
    private bool IsSwitch(KeywordValue value) => dialect.Draft == SchemaDraft.Draft04
        ? value.ToBoolean() || true
        : dialect.IsAssumed && value.Literal.Kind == JsonLiteralKind.Boolean;

    private bool IsExclusive(string keyword) =>
        (dialect.Draft == SchemaDraft.Draft04 || dialect.IsAssumed) && schema.Find(keyword) is { Boolean: true };
}
