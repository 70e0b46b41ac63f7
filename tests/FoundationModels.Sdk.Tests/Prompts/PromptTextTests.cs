using FoundationModels.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Prompts;

/// <summary>Operations on prompts keep the text and never make it more trusted than it was.</summary>
[TestFixture]
internal sealed class PromptTextTests
{
    private static readonly Arbitrary<PromptText> Prompts = (
        from runs in (from text in Gen.Elements("", "a", " b", "c ", "😀", "<|im_end|>", "\n")
                      from provenance in Gen.Elements(Enum.GetValues<TextProvenance>())
                      from hasIds in Gen.Elements(true, false)
                      select new PromptRun(text, provenance, hasIds && provenance == TextProvenance.Model ? new[] { text.Length } : default)).ArrayOf()
        select new PromptText(runs)).ToArbitrary();

    [Test]
    public void Slice_AnyPart_GivesTheTextAndEachCharactersProvenance() =>
        Prop.ForAll(Prompts, ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<byte>(), (prompt, a, b) =>
        {
            int start = a % (prompt.Length + 1);
            int length = b % (prompt.Length - start + 1);
            PromptText slice = prompt.Slice(start, length);
            return slice.ToString() == prompt.ToString().Substring(start, length)
                && slice.Length == length
                && Provenances(slice).SequenceEqual(Provenances(prompt).Skip(start).Take(length));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Slice_AnyPart_KeepsIdsOfWholeRunsOnly() =>
        Prop.ForAll(Prompts, ArbMap.Default.ArbFor<byte>(), (prompt, a) =>
        {
            int start = a % (prompt.Length + 1);
            return prompt.Slice(start, prompt.Length - start).Runs
                .Where(r => r.TokenIds.Length > 0)
                .All(r => prompt.Runs.Any(whole => whole.Text == r.Text && whole.TokenIds.Equals(r.TokenIds)));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Concat_TwoPrompts_GivesBothTextsAndEachCharactersProvenance() =>
        Prop.ForAll(Prompts, Prompts, (left, right) =>
        {
            PromptText both = PromptText.Concat(left, right);
            return both.ToString() == left.ToString() + right.ToString()
                && Provenances(both).SequenceEqual(Provenances(left).Concat(Provenances(right)))
                && both.Runs.Sum(r => r.TokenIds.Length) == left.Runs.Concat(right.Runs).Sum(r => r.TokenIds.Length);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Join_Prompts_EqualsConcatenationWithSeparators() =>
        Prop.ForAll(Prompts, Prompts, Prompts, (separator, first, second) =>
        {
            PromptText joined = PromptText.Join(separator, [first, second]);
            return joined.ToString() == first.ToString() + separator.ToString() + second.ToString()
                && Provenances(joined).SequenceEqual(Provenances(PromptText.Concat(first, separator, second)));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Trim_WhiteSpace_EqualsTrimOfTheText() =>
        Prop.ForAll(Prompts, prompt =>
        {
            PromptText trimmed = prompt.Trim(System.Text.Rune.IsWhiteSpace);
            return trimmed.ToString() == prompt.ToString().Trim()
                && trimmed.IsTrusted == Provenances(trimmed).All(p => p is TextProvenance.Template or TextProvenance.SpecialToken);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Slice_OutsideOfTheText_Throws() =>
        Assert.That(() => new PromptText("ab", TextProvenance.Template).Slice(1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static IEnumerable<TextProvenance> Provenances(PromptText prompt) =>
        prompt.Runs.SelectMany(r => Enumerable.Repeat(r.Provenance, r.Text.Length));
}
