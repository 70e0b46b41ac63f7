using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Says that a piece of a message is nothing that a model of text can be given.</summary>
internal static class ChatContent
{
    /// <summary>The exception for a content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="place">Where it is, as the beginning of a sentence.</param>
    public static FoundationModelsException Unsupported(AIContent content, string place)
    {
        string? mediaType = content switch
        {
            DataContent data => data.MediaType,
            UriContent uri => uri.MediaType,
            _ => null,
        };
        string kind = mediaType is null ? content.GetType().Name : $"{content.GetType().Name} ({mediaType})";
        return new FoundationModelsException($"{place} has content of the type {kind}, which a model of text cannot be given. Leave it out, or say in words what it shows.");
    }
}
