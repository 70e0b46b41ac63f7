using System.Text;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Sdk.Tests.Grammars.Image;

internal sealed class GrammarImageTests
{
    private static readonly GrammarOptions[] Options = [GrammarOptions.Default, ImageSchema.Free];

    [TestCaseSource(typeof(ImageSchema), nameof(ImageSchema.Examples))]
    public void Read_WhatWasWritten_MakesTheSameMachine(string schema, string[] instances)
    {
        ImageSchema example = new(schema);
        byte[] image = example.Image();
        foreach (GrammarOptions options in Options)
        {
            JsonMachine direct = example.Machine(options)!;
            JsonMachine read = ImageSchema.Machine(image, options)!;
            foreach (string instance in instances)
                Assert.That(MachineComparison.Difference(direct, read, Encoding.UTF8.GetBytes(instance)), Is.Null, instance);
        }
    }

    [TestCaseSource(typeof(ImageSchema), nameof(ImageSchema.Examples))]
    public void Write_TheSameSchema_MakesTheSameBytes(string schema, string[] instances)
    {
        byte[] image = new ImageSchema(schema).Image();
        (SchemaTables tables, Formula root) = GrammarImage.Read(image)!.Value;

        Assert.That(new ImageSchema(schema).Image(), Is.EqualTo(image));
        Assert.That(GrammarImage.Write(tables, root), Is.EqualTo(image), "What was read is written as it was.");
        Assert.That(instances, Is.Not.Empty);
    }

    [Test]
    public void Write_TablesInUse_AddsNothingOfWhatAMachineMadeSince()
    {
        const string Schema = """{"type":"array","items":{"type":"object","properties":{"a":{"type":"integer"}}},"uniqueItems":true}""";
        JsonMachine machine = new ImageSchema(Schema).Machine(ImageSchema.Free)!;
        GrammarState? state = machine.Start;
        foreach (byte value in """[{"a":1},{"a":2}]"""u8)
            state = state!.Step(value);

        Assert.That(state!.IsAccepting);
        Assert.That(GrammarImage.Write(machine.Tables, machine.Root.Goal), Is.EqualTo(new ImageSchema(Schema).Image()));
    }

    [Test]
    public void Read_ANameWithHalfASurrogatePair_IsTheSameName()
    {
        const string Name = "\ud800x";
        SchemaTables tables = new();
        Formula root = tables.Leaf(new SchemaNode { Properties = [new(Name, new SchemaNode { Always = true })] }, scope: null);
        (SchemaTables read, Formula formula) = GrammarImage.Read(GrammarImage.Write(tables, root))!.Value;

        Assert.That(read.Expand(formula).Order, Is.EqualTo([Name]));
    }

    [Test]
    public void Write_APatternThatNeedsTooMuch_IsRefused() => Assert.That(
        () => new ImageSchema("""{"pattern":"(a|b)*a(a|b){30}"}""").Image(),
        Throws.TypeOf<FoundationModels.Grammars.GrammarRefusal>().With.Property("Pointer").EqualTo("/pattern"));

    [Test]
    public void Compile_AnImageOfAnotherVersion_CompilesTheSchema()
    {
        byte[] image = new ImageSchema("""{"const":1}""").Image();
        image[3]++;

        Assert.That(GrammarImage.Read(image), Is.Null);
        Assert.That(Accepts(Grammar.FromImage(image, """{"const":2}"""), GrammarOptions.Default, "2"));
    }

    [Test]
    public void Compile_AnImage_LeavesTheSchemaAlone()
        => Assert.That(Accepts(Grammar.FromImage(new ImageSchema("""{"const":1}""").Image(), """{"const":2}"""), GrammarOptions.Default, "1"));

    [Test]
    public void Compile_OptionsThatReadSchemasInAnotherWay_CompilesTheSchema()
    {
        const string Schema = """{"type":"string","format":"date"}""";
        Grammar grammar = Grammar.FromImage(new ImageSchema(Schema).Image(), Schema);

        Assert.That(Accepts(grammar, GrammarOptions.Default, "\"x\""), Is.False);
        Assert.That(Accepts(grammar, new GrammarOptions { Formats = SchemaFormats.Annotate }, "\"x\""));
    }

    private static bool Accepts(Grammar grammar, GrammarOptions options, string text)
    {
        GrammarState? state = new GrammarCompiler(options).Compile(grammar).Start;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            state = state?.Step(value);
        return state is { IsAccepting: true };
    }
}
