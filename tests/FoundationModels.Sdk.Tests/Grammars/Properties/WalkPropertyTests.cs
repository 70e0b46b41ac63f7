using System.Text;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>Whatever way a model takes through a grammar, the text fits the schema.</summary>
internal sealed class WalkPropertyTests
{
    [Test]
    public void What_the_masks_allow_is_valid() => Properties.Check(400, of =>
    {
        if (of.Compile() is not { } grammar)
            return null;
        SchemaOracle oracle = new(of.Schema, of.Options.Spelling == GrammarSpelling.Canonical);
        for (int round = 0; round < 3; round++)
        {
            RandomWalk walk = new(grammar, new Random(of.Seed + round));
            for (int step = 0; step < 60 && walk.Step(); step++)
            {
            }

            if (walk.IsAtEnd && !walk.Matcher.IsAccepting)
                return $"A dead end behind {walk}";
            byte[] text = [.. walk.Text, .. walk.Matcher.IsTerminated ? [] : walk.Matcher.GetShortestCompletion()];
            if (!oracle.Accepts(text))
                return $"Not valid: {Encoding.UTF8.GetString(text)} after {walk}";
        }

        return null;
    });

    [Test]
    public void From_every_state_the_shortest_completion_is_accepted_and_valid() => Properties.Check(150, of =>
    {
        if (of.Compile() is not { } grammar)
            return null;
        SchemaOracle oracle = new(of.Schema, of.Options.Spelling == GrammarSpelling.Canonical);
        RandomWalk walk = new(grammar, new Random(of.Seed));
        for (int step = 0; step < 30 && !walk.Matcher.IsTerminated; step++)
        {
            GrammarMatcher matcher = walk.Matcher;
            byte[] completion = matcher.GetShortestCompletion();
            int taken = completion.TakeWhile(matcher.TryAcceptByte).Count();
            bool isComplete = taken == completion.Length && matcher.IsAccepting;
            matcher.Rollback(taken);
            byte[] text = [.. walk.Text, .. completion];
            if (!isComplete)
                return $"The completion {Encoding.UTF8.GetString(completion)} behind {walk} stops at byte {taken}";
            if (completion.Length != matcher.ShortestCompletionLength || !oracle.Accepts(text))
                return $"Not valid: {Encoding.UTF8.GetString(text)}";
            if (DeadBranch(matcher) is { } dead)
                return $"The byte 0x{dead:X2} behind {walk} leads nowhere";
            if (!walk.Step())
                break;
        }

        return null;
    });

    [Test]
    public void Forced_bytes_are_the_only_way() => Properties.Check(150, of =>
    {
        if (of.Compile() is not { } grammar)
            return null;
        RandomWalk walk = new(grammar, new Random(of.Seed));
        for (int step = 0; step < 30 && !walk.Matcher.IsTerminated; step++)
        {
            byte[] forced = walk.Matcher.GetForcedBytes();
            for (int i = 0; i < forced.Length; i++)
            {
                if (walk.Matcher.IsAccepting || Enumerable.Range(0, 256).Any(b => walk.Matcher.CheckToken(b) != (b == forced[i])))
                    return $"{Encoding.UTF8.GetString(forced)} behind {walk} is not forced at {i}";
                if (!walk.Matcher.TryAcceptByte(forced[i]))
                    return $"{Encoding.UTF8.GetString(forced)} behind {walk} cannot come";
            }

            walk.Matcher.Rollback(forced.Length);
            if (!walk.Step())
                break;
        }

        return null;
    });

    // A byte that is called live must lead to a state that is accepting or has live bytes itself.
    private static int? DeadBranch(GrammarMatcher matcher)
    {
        bool any = matcher.IsAccepting;
        for (int value = 0; value < 256; value++)
        {
            bool isLive = matcher.State.LiveBytes.Contains((byte)value);
            if (isLive != matcher.TryAcceptByte((byte)value))
                return value;
            if (!isLive)
                continue;
            any = true;
            bool goesOn = matcher.IsAccepting || matcher.State.LiveBytes.Count > 0;
            matcher.Rollback(1);
            if (!goesOn)
                return value;
        }

        return any ? null : 256;
    }
}
