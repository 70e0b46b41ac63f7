using System.Diagnostics.CodeAnalysis;

namespace FoundationModels;

/// <summary>A grammar cannot be enforced exactly, and is therefore not enforced at all.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "A JSON pointer is what the specification calls it.")]
public sealed class GrammarException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="pointer">The JSON pointer of the keyword; empty for the root and for grammars that are not JSON Schema.</param>
    /// <param name="reason">What cannot be enforced, and the way out.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public GrammarException(string pointer, string reason, Exception? innerException = null)
        : base(string.IsNullOrEmpty(pointer) ? reason : $"{pointer}: {reason}", innerException)
    {
        Pointer = pointer;
        Reason = reason;
    }

    /// <summary>Gets the JSON pointer of the keyword that cannot be enforced; empty for the root and for grammars that are not JSON Schema.</summary>
    public string Pointer { get; }

    /// <summary>Gets what cannot be enforced, and the way out.</summary>
    public string Reason { get; }
}
