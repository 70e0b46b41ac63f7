namespace FoundationModels.Grammars.Machine;

/// <summary>Where a text may be an answer or the beginning of a call: both are followed until one of them is out.</summary>
/// <remarks>A text that goes as far as a tool's arguments is a call, even where an answer could go on in the same way: so the beginning of a text alone says what it is.</remarks>
internal sealed class AnswerOrCallState(ToolCallMachine machine, GrammarState answer, GrammarState call) : GrammarState
{
    /// <inheritdoc/>
    public override bool IsAccepting => answer.IsAccepting;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        if (IsAccepting)
            return;
        lock (Gate)
        {
            List<byte> asCall = [];
            call.AppendShortestCompletion(asCall);
            List<byte> asAnswer = [];
            answer.AppendShortestCompletion(asAnswer);
            output.AddRange(asAnswer.Count <= asCall.Count && !BecomesCall(asAnswer) ? asAnswer : asCall);
        }
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        GrammarState? nextAnswer = answer.Step(value);
        GrammarState? nextCall = call.Step(value);
        if (nextAnswer is null || nextCall is ArgumentsState)
            return nextCall;
        return nextCall is null ? nextAnswer : machine.AnswerOrCall(nextAnswer, nextCall);
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = answer.LiveBytes;
        live.Add(call.LiveBytes);
        return live;
    }

    private bool BecomesCall(List<byte> text)
    {
        GrammarState? at = call;
        for (int i = 0; i < text.Count && at is not (null or ArgumentsState); i++)
            at = at.Step(text[i]);
        return at is ArgumentsState;
    }
}
