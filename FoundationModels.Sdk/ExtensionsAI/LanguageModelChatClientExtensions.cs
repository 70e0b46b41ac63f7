using FoundationModels.ExtensionsAI;
using Microsoft.Extensions.AI;

namespace FoundationModels;

/// <summary>Offers models as the chat clients of Microsoft.Extensions.AI.</summary>
public static class LanguageModelChatClientExtensions
{
    /// <summary>Makes a chat client that asks the model.</summary>
    /// <param name="model">The model. Disposing the client does not dispose it.</param>
    /// <returns>
    /// A client without state: every request brings its whole conversation. It may be used by any number of threads at once. It calls no functions; let
    /// <c>UseFunctionInvocation</c> of Microsoft.Extensions.AI do so, or use a <see cref="LanguageModelSession"/> with tools.
    /// </returns>
    /// <remarks>
    /// <list type="bullet">
    /// <item><description>
    /// Messages of text, calls of functions and their results become a transcript. Images, sound and other content throw a <see cref="FoundationModelsException"/> that names the
    /// type; usage and earlier reasoning are left out.
    /// </description></item>
    /// <item><description>
    /// <see cref="ChatOptions.ResponseFormat"/> is enforced: <see cref="ChatResponseFormat.Json"/> is any object, and a schema is followed to the letter. A schema that cannot be
    /// enforced throws a <see cref="GrammarException"/>.
    /// </description></item>
    /// <item><description>
    /// <see cref="ChatOptions.FrequencyPenalty"/>, <see cref="ChatOptions.PresencePenalty"/>, <see cref="ChatOptions.ModelId"/>, <see cref="ChatOptions.Reasoning"/> and
    /// <see cref="ChatOptions.AdditionalProperties"/> are ignored: there is one model, and its engine has none of these. A <see cref="ChatOptions.ConversationId"/> throws.
    /// </description></item>
    /// <item><description>
    /// What only <see cref="GenerationOptions"/> has goes through <see cref="ChatOptions.RawRepresentationFactory"/>, as in
    /// <c>RawRepresentationFactory = _ => new GenerationOptions { RepetitionPenalty = 1.1 }</c>.
    /// </description></item>
    /// <item><description>
    /// <see cref="IChatClient.GetService"/> knows <see cref="ChatClientMetadata"/>, <see cref="ILanguageModel"/> and the model's own type. The raw representation of the last update
    /// is the <see cref="LanguageModelResponse"/>.
    /// </description></item>
    /// </list>
    /// </remarks>
    public static IChatClient AsChatClient(this ILanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new LanguageModelChatClient(model);
    }
}
