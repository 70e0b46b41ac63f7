using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FoundationModels.Inference;
using FoundationModels.Sdk.Tests.Grammars.Properties;

namespace FoundationModels.Sdk.Tests.Grammars.Guide;

/// <summary>A response under a limit of tokens is complete and valid, whatever the model wants.</summary>
internal sealed partial class GuideBudgetTests
{
    [Test]
    public void A_response_is_valid_within_every_budget_that_can_hold_one() => Properties.Properties.Check(100, of =>
    {
        if (of.Compile() is not { } grammar || Minimum(grammar) is not { } minimum)
            return null;
        SchemaOracle oracle = new(of.Schema, of.Options.Spelling == GrammarSpelling.Canonical);
        for (int budget = minimum; budget < minimum + 12; budget++)
        {
            List<int> tokens = [];
            try
            {
                Respond(grammar, budget, new Random(of.Seed + budget), tokens);
            }
            catch (Exception e) when (e is not GrammarException)
            {
                return $"With {budget} tokens, behind {Text(tokens)}: {e}";
            }

            if (tokens.Count > budget || !oracle.Accepts(Bytes(tokens)))
                return $"With {budget} tokens: {tokens.Count} tokens, {Text(tokens)}";
        }

        return null;
    });

    [Test]
    public void A_budget_that_can_hold_no_response_is_refused_by_number() => Properties.Properties.Check(100, of =>
    {
        if (of.Compile() is not { } grammar || Minimum(grammar) is not (> 1 and int minimum))
            return null;
        try
        {
            Guide(grammar).Begin(minimum - 1);
            return $"{minimum - 1} tokens are enough";
        }
        catch (ArgumentException e)
        {
            return NumberOf(e) == minimum ? null : e.Message;
        }
    });

    [TestCase("[0-9]+", 1)]
    [TestCase("[0-9]+(\\.[0-9]{3})?", 2)]
    [TestCase("a*", 3)]
    [TestCase("(abc)*", 4)]
    public void What_may_end_at_any_time_ends_within_its_budget(string pattern, int budget)
    {
        CompiledGrammar grammar = new GrammarCompiler().Compile(Grammar.Regex(pattern));
        for (int seed = 0; seed < 200; seed++)
        {
            List<int> tokens = [];
            Respond(grammar, budget, new Random(seed), tokens);
            Assert.That(tokens, Has.Count.LessThanOrEqualTo(budget));
            Assert.That(Text(tokens), Does.Match($"^({pattern})$"));
        }
    }

    private static ResponseGuide Guide(CompiledGrammar grammar) => new(grammar, JsonTokenizer.Tokens, JsonTokenizer.Instance);

    private static int? Minimum(CompiledGrammar grammar)
    {
        try
        {
            Guide(grammar).Begin(0);
            return 0;
        }
        catch (ArgumentException e)
        {
            int minimum = NumberOf(e);
            return minimum < 200 ? minimum : null;
        }
    }

    private static int NumberOf(ArgumentException e) => int.Parse(Number().Match(e.Message).Groups[1].Value, CultureInfo.InvariantCulture);

    // The steps of a decoder, with random logits in place of a model.
    private static void Respond(CompiledGrammar grammar, int budget, Random random, List<int> tokens)
    {
        ResponseGuide guide = Guide(grammar);
        guide.Begin(budget);
        float[] logits = new float[JsonTokenizer.Tokens.Size];
        float[] scratch = new float[logits.Length];
        Sampler sampler = new(logits.Length);
        RandomSource source = new((ulong)random.NextInt64());
        SamplingParameters parameters = new(random.Next(2), random.Next(2) * 5, random.Next(2) == 0 ? 1 : 0.8, 0, 1, 1);
        while (guide.TryTakeForced(out int first))
            Accept(first);
        while (!IsOver() && tokens.Count < budget)
        {
            for (int i = 0; i < logits.Length; i++)
                logits[i] = (random.NextSingle() * 12) - 6;
            Accept(guide.Choose(logits, scratch, sampler, parameters, source, budget - tokens.Count));
            while (!IsOver() && guide.TryTakeForced(out int forced))
                Accept(forced);
            if (IsOver())
                return;
        }

        void Accept(int token)
        {
            tokens.Add(token);
            guide.Accept(token, budget - tokens.Count);
        }

        bool IsOver() => guide.IsFinished || (tokens.Count > 0 && tokens[^1] == JsonTokenizer.End);
    }

    private static byte[] Bytes(List<int> tokens) => [.. tokens.SelectMany(t => JsonTokenizer.Tokens.TryGetBytes(t, out ReadOnlySpan<byte> bytes) ? bytes.ToArray() : [])];

    private static string Text(List<int> tokens) => Encoding.UTF8.GetString(Bytes(tokens));

    [GeneratedRegex("takes (\\d+) tokens")]
    private static partial System.Text.RegularExpressions.Regex Number();
}
