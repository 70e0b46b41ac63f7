using System.Globalization;

namespace FoundationModels.Conformance;

/// <summary>What the provenance checks went through.</summary>
internal sealed class ProvenanceTotals
{
    /// <summary>Gets or sets the vocabularies.</summary>
    public int Vocabularies { get; set; }

    /// <summary>Gets or sets the added tokens of all vocabularies.</summary>
    public int AddedTokens { get; set; }

    /// <summary>Gets or sets the added tokens that the vocabulary's own algorithm makes of their text too, such as runs of white space.</summary>
    public int OrdinaryTokens { get; set; }

    /// <summary>Gets or sets the conversations that were rendered and encoded with hostile text.</summary>
    public int Conversations { get; set; }

    /// <summary>Gets or sets the conversations that a template refuses, with any text.</summary>
    public int Refused { get; set; }

    /// <summary>Gets or sets the conversations that a template refuses because of the hostile text.</summary>
    public int RefusedHostile { get; set; }

    /// <summary>Gets or sets the tokens that were cut where template text meets a message.</summary>
    public int Borders { get; set; }

    /// <summary>Gets or sets the conversations in which the template itself writes more of its marks because of what the text says.</summary>
    public int Switched { get; set; }

    /// <summary>Gets or sets the pairs whose template takes a second turn.</summary>
    public int SecondTurns { get; set; }

    /// <summary>Gets or sets those of them whose template keeps the whole reply.</summary>
    public int SecondTurnsWithReply { get; set; }

    /// <summary>Gets or sets the ids of these replies, all of which came back.</summary>
    public int ReplyIds { get; set; }

    /// <summary>Gets or sets the ids of the first turns, prompt and reply.</summary>
    public int FirstTurnIds { get; set; }

    /// <summary>Gets or sets how many of these the second prompt begins with; a template that writes an earlier turn differently keeps fewer.</summary>
    public int ReusedIds { get; set; }

    /// <summary>Adds the notes to a report.</summary>
    public void Print(ConformanceReport report)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        report.Notes.Add(string.Create(culture, $"{Vocabularies} vocabularies, {AddedTokens} added tokens ({OrdinaryTokens} of them are ordinary text too and can't be forged)"));
        report.Notes.Add(string.Create(culture, $"{Conversations} hostile conversations, {Borders} tokens cut at a border to template text"));
        report.Notes.Add(string.Create(culture, $"{Refused} conversations are refused by their template, {RefusedHostile} more because of the text"));
        report.Notes.Add(string.Create(culture, $"{Switched} conversations make the template write more of its own literal marks"));
        report.Notes.Add(string.Create(culture, $"second turns: {SecondTurnsWithReply} of {SecondTurns} pairs keep the reply, with all of its {ReplyIds} ids; {(double)ReusedIds / Math.Max(1, FirstTurnIds):P1} of all ids of their first turns begin the second prompt"));
    }
}
