using System.Diagnostics.CodeAnalysis;

namespace FoundationModels.Import;

/// <summary>
/// A model's hyperparameters by the names that GGUF has for them without the architecture, as in "block_count". A "TryGet" method returns false where
/// one is absent; a value of another type than the one that is asked for is a fault of the file and throws.
/// </summary>
internal interface IHyperparameters
{
    /// <summary>What the file calls a hyperparameter, for messages.</summary>
    string KeyOf(string name);

    /// <summary>Whether a hyperparameter is there.</summary>
    bool Has(string name);

    /// <summary>Whether a hyperparameter is there and has a value for every layer.</summary>
    bool IsArray(string name);

    /// <summary>An integer.</summary>
    /// <exception cref="ModelFormatException">The value is not an integer or does not fit.</exception>
    bool TryGetInt32(string name, out int number);

    /// <summary>An integer that has to be there.</summary>
    /// <exception cref="ModelFormatException">It is absent, not an integer, or does not fit.</exception>
    int GetInt32(string name);

    /// <summary>A number that has to be there.</summary>
    /// <exception cref="ModelFormatException">It is absent or not a number.</exception>
    float GetSingle(string name);

    /// <summary>A text.</summary>
    /// <exception cref="ModelFormatException">The value is not a text.</exception>
    bool TryGetString(string name, [NotNullWhen(true)] out string? text);

    /// <summary>An integer for every layer.</summary>
    /// <exception cref="ModelFormatException">The value is not an array of integers that fit.</exception>
    bool TryGetInt32Array(string name, [NotNullWhen(true)] out int[]? numbers);

    /// <summary>Every value about rotation, norms, attention and scales by key, in the bytes that the model's signature takes.</summary>
    IEnumerable<KeyValuePair<string, byte[]>> Constants();
}
