namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>A mask says the same as the bytes one by one.</summary>
internal sealed class MaskPropertyTests
{
    [Test]
    public void A_bit_is_set_where_all_bytes_of_the_token_are_accepted() => Properties.Check(150, of =>
    {
        if (of.Compile() is not { } grammar)
            return null;
        RandomWalk walk = new(grammar, new Random(of.Seed));
        ulong[] words = new ulong[(SmallVocabulary.Tokens.Size + 63) / 64 + 1];
        for (int step = 0; step < 30; step++)
        {
            words.AsSpan().Fill(ulong.MaxValue);
            walk.Matcher.FillNextTokenMask(words);
            for (int token = 0; token < words.Length * 64; token++)
            {
                bool bit = (words[token >> 6] >> (token & 63) & 1) != 0;
                bool expected = ByBytes(walk.Matcher, token);
                bool taken = walk.Matcher.TryAcceptToken(token);
                if (taken)
                    walk.Matcher.Rollback(1);
                if (bit != expected || walk.Matcher.CheckToken(token) != expected || taken != expected)
                    return $"Token {token} behind {walk}: the mask says {bit}, the bytes {expected}, accepting it {taken}";
            }

            if (!walk.Step())
                break;
        }

        return null;
    });

    private static bool ByBytes(GrammarMatcher matcher, int token)
    {
        if (token == SmallVocabulary.End)
            return !matcher.IsTerminated && matcher.IsAccepting;
        byte[] bytes = SmallVocabulary.BytesOf(token);
        int taken = 0;
        while (taken < bytes.Length && matcher.TryAcceptByte(bytes[taken]))
            taken++;
        matcher.Rollback(taken);
        return bytes.Length > 0 && taken == bytes.Length;
    }
}
