using FoundationModels.Conformance;
using FoundationModels.Conformance.Generation;
using FoundationModels.Inference;
using FoundationModels.Tokenization;

namespace FoundationModels.Sdk.Tests.Inference;

/// <summary>What the default model says, against references that others computed.</summary>
internal sealed class GenerateTests
{
    [Test]
    public async Task GenerateAsync_Question_IsAnsweredAndTheTurnEnds()
    {
        Tokenizer tokenizer = Tokenizer.Load(SharedData.InRepository("models", "SmolLM2-135M-Instruct", "tokenizer.json"));

        // The reference leads by 0.7 or more at each of these tokens, so quantized activations can't change one.
        const string Prompt =
            "<|im_start|>system\nReply only with a single lowercase word.<|im_end|>\n<|im_start|>user\nWhich planet is known as the red planet?<|im_end|>\n<|im_start|>assistant\n";
        List<string> pieces = [];
        using Decoder decoder = new(RealModel.NewBackend(), () => new StreamingTokenDecoder(tokenizer, skipSpecialTokens: true));
        DecodeRequest request = RealModel.Greedy(tokenizer.Encode(Prompt, AddedTokenRecognition.All), 48);
        DecodeResult result = await decoder.GenerateAsync(request with { EndOfTurnTokens = [RealModel.EndOfTurn], OnText = t => pieces.Add(t.ToString()) });
        Assert.Multiple(() =>
        {
            Assert.That(result.Text, Is.EqualTo("The planet known as the red planet is Mars."));
            Assert.That(string.Concat(pieces), Is.EqualTo(result.Text));
            Assert.That(pieces, Has.Count.EqualTo(10), "One piece a token.");
            Assert.That((result.FinishReason, result.Usage), Is.EqualTo((FinishReason.EndOfTurn, new Usage(32, 0, 11))));
        });
    }

    [Test]
    public void Fast_PartOfTheReferences_StaysWithinTheBounds()
    {
        string directory = SharedData.Require("goldens", "smollm2");
        int place = 0;
        Check(GenerateCommand.Run(directory, RealModel.Package, ModelPrecision.Fast, p => p.Tokens.Length < 200 && place++ % 3 == 0, 5));
    }

    [Test]
    public void Exact_PartOfTheReferences_IsTheReference()
    {
        string directory = SharedData.Require("goldens", "smollm2");
        string package = DefaultModelPackage.Open(DefaultModelPackage.FindSource()!, ModelPrecision.Exact);
        Check(GenerateCommand.Run(directory, package, ModelPrecision.Exact, p => p.Tokens.Length < 60 && p.Greedy.Length < 25, 1));
    }

    private static void Check(ConformanceReport report)
    {
        report.Print(TestContext.Out);
        Assert.That(report.Cases.Where(c => !c.Passed).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Succeeded);
    }
}
