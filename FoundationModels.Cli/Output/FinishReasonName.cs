namespace FoundationModels.Cli.Output;

/// <summary>Names of finish reasons in our output.</summary>
internal static class FinishReasonName
{
    /// <summary>The name, as in "endOfTurn".</summary>
    public static string Of(FinishReason reason) => reason switch
    {
        FinishReason.EndOfTurn => "endOfTurn",
        FinishReason.Length => "length",
        FinishReason.StopSequence => "stopSequence",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The reason has no name."),
    };
}
