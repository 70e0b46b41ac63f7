using System.Diagnostics.CodeAnalysis;

namespace FoundationModels;

/// <summary>A type whose values a model can generate. <see cref="GenerableAttribute"/> implements it.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IGenerable<TSelf>
    where TSelf : IGenerable<TSelf>
{
    /// <summary>Gets the schema that every generated value follows.</summary>
    static abstract GenerationSchema GenerationSchema { get; }

    /// <summary>Makes a value of what a model generated.</summary>
    /// <exception cref="GeneratedContentParsingException">The content does not have the form of the type.</exception>
    [SuppressMessage("Design", "CA1000", Justification = "Every implementation has its own.")]
    static abstract TSelf FromGeneratedContent(GeneratedContent content);

    /// <summary>Gives the value as a model would generate it, as for an example in a prompt.</summary>
    GeneratedContent ToGeneratedContent();
}
