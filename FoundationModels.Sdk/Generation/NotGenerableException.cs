namespace FoundationModels;

/// <summary>A model was asked for values of a type that it cannot generate.</summary>
public sealed class NotGenerableException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="type">The type.</param>
    public NotGenerableException(Type type)
        : base($"A model cannot generate {type}: it is not known. Put [Generable] on it and build with the package FoundationModels.Generators, or tell GenerableTypes.Register how to make one. Lists and dictionaries of a known type are known; those of lists and dictionaries have to be registered.") =>
        Type = type;

    /// <summary>Gets the type.</summary>
    public Type Type { get; }
}
