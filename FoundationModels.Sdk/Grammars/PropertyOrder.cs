namespace FoundationModels;

/// <summary>The order in which the properties of an object may come.</summary>
public enum PropertyOrder
{
    /// <summary>As the schema declares them, undeclared ones last. A model then thinks in the order that the author of the type had in mind.</summary>
    Declared,

    /// <summary>Any order. What is required is still required, and no declared property comes twice.</summary>
    Any,
}
