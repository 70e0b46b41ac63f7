using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>A model behind a service did not do what was asked of it, however often it was asked: its answer does not follow the schema, it did not call the tool that it had to call, or it made calls that are not allowed.</summary>
public sealed class InvalidResponseException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="modelId">The model's name.</param>
    /// <param name="attempts">How often the model was asked.</param>
    /// <param name="text">The text of its last answer.</param>
    /// <param name="reasons">What is wrong with it.</param>
    public InvalidResponseException(string modelId, int attempts, string text, IEnumerable<string> reasons)
        : this(modelId, attempts, text, ValueList.Copy(reasons))
    {
    }

    private InvalidResponseException(string modelId, int attempts, string text, ValueList<string> reasons)
        : base($"The model '{modelId}' did not answer as it was asked in {attempts} attempts. {string.Join(' ', reasons)} Ask for something simpler, or use a model that guarantees the form of its answers.")
    {
        ModelId = modelId;
        Attempts = attempts;
        Text = text;
        Reasons = reasons;
    }

    /// <summary>Gets the model's name.</summary>
    public string ModelId { get; }

    /// <summary>Gets how often the model was asked.</summary>
    public int Attempts { get; }

    /// <summary>Gets the text of the last answer.</summary>
    public string Text { get; }

    /// <summary>Gets what is wrong with it, a sentence each.</summary>
    public IReadOnlyList<string> Reasons { get; }
}
