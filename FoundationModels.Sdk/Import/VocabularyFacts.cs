namespace FoundationModels.Import;

/// <summary>What a package's manifest says about the vocabulary: which ids end a turn, and the special tokens that templates read by name.</summary>
/// <param name="EndOfTurn">The ids that end the model's turn.</param>
/// <param name="Special">Texts by the name that chat templates use, as in "bos_token".</param>
/// <param name="Ids">Ids by the same names.</param>
internal sealed record VocabularyFacts(
    IReadOnlyList<int> EndOfTurn, IReadOnlyDictionary<string, string> Special, IReadOnlyDictionary<string, int> Ids)
{
    // Turn ends that files often leave out of their metadata. Only a control token of that very text counts.
    private static readonly HashSet<string> TurnEndTexts = new(StringComparer.Ordinal)
    {
        "<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "<|end_of_text|>", "<|eot|>", "<|return|>",
        "<|END_OF_TURN_TOKEN|>", "<|end_of_role|>", "<EOT>", "<_EOT>",
    };

    /// <summary>Whether a control token of this text ends a turn in every model that has it.</summary>
    public static bool EndsTurn(string controlToken) => TurnEndTexts.Contains(controlToken);
}
