using System.Runtime.CompilerServices;

namespace FoundationModels.Grammars.Machine;

/// <summary>What makes two states the same.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Subject">What the state is about.</param>
/// <param name="Frame">What goes on when the value is complete.</param>
/// <param name="Position">Where in the subject.</param>
/// <param name="Context">What holds for the whole text.</param>
/// <param name="Extra">A second subject, if there is one.</param>
internal readonly record struct StateKey(StateKind Kind, object? Subject, JsonFrame Frame, long Position, JsonContext Context, object? Extra = null)
{
    public bool Equals(StateKey other) => Kind == other.Kind && ReferenceEquals(Subject, other.Subject) && ReferenceEquals(Frame, other.Frame)
        && Position == other.Position && ReferenceEquals(Extra, other.Extra) && Context == other.Context;

    public override int GetHashCode()
        => HashCode.Combine((int)Kind, RuntimeHelpers.GetHashCode(Subject), RuntimeHelpers.GetHashCode(Frame), Position, Context.Layout, RuntimeHelpers.GetHashCode(Context.Capture), RuntimeHelpers.GetHashCode(Extra));
}
