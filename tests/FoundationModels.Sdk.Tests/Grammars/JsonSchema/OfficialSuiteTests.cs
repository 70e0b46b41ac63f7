using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Sdk.Tests.Grammars.JsonSchema;

internal sealed class OfficialSuiteTests
{
    private static IEnumerable<TestCaseData> Drafts => OfficialSuite.Drafts.Select(d => new TestCaseData(d.Folder, d.Draft).SetArgDisplayNames(d.Folder));

    [TestCaseSource(nameof(Drafts))]
    public void Validate_RequiredTests_AllRight(string folder, SchemaDraft draft) => Check(folder, draft, s => s);

    [TestCaseSource(nameof(Drafts))]
    public void Write_RequiredTests_MeanTheSame(string folder, SchemaDraft draft) => Check(folder, draft, s => SchemaReader.Read(JsonSchemaWriter.Write(s)));

    private static void Check(string folder, SchemaDraft draft, Func<SchemaNode, SchemaNode> change)
    {
        SchemaReaderOptions options = OfficialSuite.Options(draft);
        List<string> wrong = [];
        int count = 0;
        foreach ((string schema, string value, bool isValid, string name) in OfficialSuite.Read(folder))
        {
            count++;
            try
            {
                SchemaNode node = change(SchemaReader.Read(schema, options));
                if (SchemaValidator.Validate(node, JsonLiteralReader.Read(value)).IsValid != isValid)
                    wrong.Add(name);
            }
            catch (GrammarRefusal e)
            {
                wrong.Add($"{name}: {e.Message}");
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.GreaterThan(600));
    }
}
