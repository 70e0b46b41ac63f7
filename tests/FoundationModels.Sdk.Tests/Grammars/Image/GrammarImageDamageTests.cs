using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Sdk.Tests.Grammars.Image;

/// <summary>Whatever happened to an image, reading it ends well: with a clear exception, or with a machine.</summary>
internal sealed class GrammarImageDamageTests
{
    private const int HeaderLength = 12;

    private static readonly byte[] Sample = new ImageSchema("""
        {"type":"object","properties":{"a":{"type":"string","maxLength":4},"b":{"enum":["x",[1,{"c":2}]]},"d":{"type":"array","items":{"$ref":"#"},"maxItems":2}},"required":["a"],
        "patternProperties":{"^e":{"minimum":1}},"unevaluatedProperties":false,"oneOf":[{"required":["b"]},{"required":["d"]}]}
        """).Image();

    [Test]
    public void Read_OneByteChanged_IsFoundOut()
    {
        for (int at = 0; at < Sample.Length; at++)
        {
            byte[] damaged = [.. Sample];
            damaged[at] ^= (byte)(1 << (at % 8));
            if (at == 3)
                Assert.That(GrammarImage.Read(damaged), Is.Null);
            else
                Assert.That(() => GrammarImage.Read(damaged), Throws.TypeOf<InvalidDataException>(), $"byte {at}");
        }
    }

    [Test]
    public void Read_CutShort_IsFoundOut()
    {
        for (int length = 0; length < Sample.Length; length++)
            Assert.That(() => GrammarImage.Read(Sample.AsSpan(0, length)), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Read_BodiesWithAForgedHash_NeverGoesWrong()
    {
        Random random = new(7);
        int machines = 0;
        for (int round = 0; round < 10_000; round++)
        {
            byte[] body = Sample[HeaderLength..];
            for (int change = 1 + random.Next(3); change > 0; change--)
                body[random.Next(body.Length)] = (byte)(random.Next(2) == 0 ? random.Next(8) : random.Next(256));
            machines += TryWalk(Forged(round % 10 == 0 ? body[..random.Next(body.Length)] : body), random) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{machines} of 10,000 damaged images are still machines.");
        Assert.That(machines, Is.GreaterThan(100), "Otherwise nothing but the first check was tested.");
    }

    private static byte[] Forged(byte[] body)
    {
        byte[] image = [.. Sample.AsSpan(0, 4), .. new byte[8], .. body];
        BitConverter.TryWriteBytes(image.AsSpan(4), GrammarImage.Hash(body));
        return image;
    }

    private static bool TryWalk(byte[] image, Random random)
    {
        try
        {
            GrammarState state = JsonMachines.Make(image, GrammarOptions.Default)!.Start;
            for (int step = 0; step < 20 && !state.IsAccepting; step++)
            {
                _ = state.ShortestCompletionLength;
                byte[] live = [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => state.LiveBytes.Contains(b))];
                if (live.Length == 0 || state.Step(live[random.Next(live.Length)]) is not { } next)
                    break;
                state = next;
            }

            return true;
        }
        catch (Exception e) when (e is InvalidDataException or GrammarRefusal)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // Forged images can say that a language has texts while its automaton has none. The machine notices when it comes there.
            return true;
        }
    }
}
