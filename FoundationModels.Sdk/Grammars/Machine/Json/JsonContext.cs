namespace FoundationModels.Grammars.Machine;

/// <summary>What a state carries along besides its place in the text.</summary>
/// <param name="Layout">How the text is laid out, as far as it is decided: see <see cref="JsonLayout"/>.</param>
/// <param name="Capture">The text since the outermost item that must not be repeated, or null outside of such items.</param>
internal readonly record struct JsonContext(int Layout, Capture? Capture)
{
    /// <summary>Gets the context of the start.</summary>
    public static JsonContext None => default;

    /// <summary>The context after one more byte.</summary>
    public JsonContext After(byte value) => Capture is null ? this : this with { Capture = Capture.Append(value) };
}
