using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>Text between tags.</summary>
internal sealed class DataStatement(int offset, string text) : Statement(offset)
{
    private readonly StringValue _value = new(text, TextProvenance.Template);

    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        state.Write(_value);
        return Flow.Next;
    }
}
