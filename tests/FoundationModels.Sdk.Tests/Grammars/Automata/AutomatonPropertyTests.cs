using FoundationModels.Grammars;
using FoundationModels.Grammars.Automata;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Automata;

internal sealed class AutomatonPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Test]
    public void Combine_AnyPartsAndLabels_AgreesWithTryingEveryWord()
    {
        Gen<(ByteAutomaton[] Parts, int[] Labels)> cases =
            from count in Gen.Choose(1, 3)
            from parts in AutomatonGenerators.Automata.ArrayOf(count)
            from labels in Gen.Choose(-1, 2).ArrayOf(8)
            select (parts, labels);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            ByteAutomaton product = ByteAutomaton.Combine(c.Parts, bits => c.Labels[bits[0]]);
            return AutomatonGenerators.Words.All(word => product.Match(word) == c.Labels[Bits(c.Parts, word)]);
        }).Check(Many);
    }

    [Test]
    public void Automata_OfEqualLanguages_AreEqual()
    {
        Prop.ForAll(AutomatonGenerators.Automata.ToArbitrary(), AutomatonGenerators.Automata.ToArbitrary(), (left, right) =>
        {
            // With at most six states each, words of up to eleven letters tell them apart; the labels' difference by one more product is exact.
            ByteAutomaton difference = ByteAutomaton.Combine(
                [Only(left, 0), Only(left, 1), Only(right, 0), Only(right, 1)], bits => (bits[0] & 3) == (bits[0] >> 2) ? -1 : 0);
            bool equal = difference.IsEmpty;
            return left.Equals(right) == equal && (!equal || left.ContentHash == right.ContentHash);
        }).Check(Many);
    }

    [Test]
    public void Except_AndBoth_RebuildTheSameTable()
    {
        Prop.ForAll(AutomatonGenerators.Automata.ToArbitrary(), AutomatonGenerators.Automata.ToArbitrary(), (left, right) =>
        {
            ByteAutomaton plain = ByteAutomaton.Combine([left], bits => bits[0] == 1 ? 0 : -1);
            return ByteAutomaton.Either(ByteAutomaton.Both(left, right), ByteAutomaton.Except(left, right)).Equals(plain);
        }).Check(Many);
    }

    [Test]
    public void Write_ThenRead_IsEqual()
    {
        Prop.ForAll(AutomatonGenerators.Automata.ToArbitrary(), automaton => Read(Write(automaton)).Equals(automaton)).Check(Many);
        foreach (ByteAutomaton automaton in new[] { ByteAutomaton.Empty, ByteAutomaton.AnyText, ByteAutomaton.OfTexts(["a", "bc"], labelled: true) })
            Assert.That(Read(Write(automaton)), Is.EqualTo(automaton));
    }

    [Test]
    public void Read_DamagedBytes_IsInvalidDataOrAnAutomatonWithoutDeadEnds()
    {
        byte[] original = Write(ByteAutomaton.Either(ByteAutomaton.AnyText, ByteAutomaton.OfTexts(["low", "high"])));
        Random random = new(3);
        for (int round = 0; round < 5_000; round++)
        {
            byte[] damaged = original[..random.Next(1, original.Length + 1)];
            for (int change = random.Next(0, 4); change > 0; change--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                ByteAutomaton automaton = Read(damaged);
                for (int state = 0; state < automaton.StateCount; state++)
                    Assert.That(automaton.ShortestSuffixLength(state), Is.GreaterThanOrEqualTo(0));
            }
            catch (InvalidDataException)
            {
                // That is what damaged bytes are for.
            }
        }
    }

    [Test]
    public void Combine_BeyondItsLimits_IsRefused()
    {
        ByteAutomaton[] parts = [.. Enumerable.Range(3, 8).Select(length => Every(length * 2 + 1))];
        Assert.That(
            () => ByteAutomaton.Combine(parts, bits => bits[0] == 255 ? 0 : -1, new AutomatonLimits(MaximumStates: 1_000)), Throws.InstanceOf<GrammarRefusal>());
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.That(() => ByteAutomaton.Combine(parts, bits => bits[0] == 255 ? 0 : -1, null, stopped.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    // The words whose length is a multiple of a number.
    private static ByteAutomaton Every(int length)
    {
        AutomatonTable table = new(new byte[256], 1);
        for (int state = 0; state < length; state++)
        {
            table.AddState(state == 0 ? 0 : -1);
            table.AddEdge(0, (state + 1) % length);
        }
        return table.ToMinimal();
    }

    private static ByteAutomaton Only(ByteAutomaton automaton, int label)
    {
        AutomatonTable table = new(automaton.Classes.ToArray(), automaton.ClassCount);
        for (int state = 0; state < automaton.StateCount; state++)
        {
            table.AddState(automaton.Label(state) == label ? 0 : -1);
            for (int edge = 0; edge < automaton.EdgeClasses(state).Length; edge++)
                table.AddEdge(automaton.EdgeClasses(state)[edge], automaton.EdgeTargets(state)[edge]);
        }
        return table.ToMinimal();
    }

    private static int Bits(ByteAutomaton[] parts, byte[] word) =>
        Enumerable.Range(0, parts.Length).Sum(part => parts[part].Match(word) >= 0 ? 1 << part : 0);

    private static byte[] Write(ByteAutomaton automaton)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        automaton.Write(writer);
        return stream.ToArray();
    }

    private static ByteAutomaton Read(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes));
        return ByteAutomaton.Read(reader);
    }
}
