using System.Text.RegularExpressions;

namespace FoundationModels.Generators.Tests;

/// <summary>A whole generated file, so that a change of what the generator writes shows in review.</summary>
[TestFixture]
internal sealed partial class SnapshotTests
{
    [Test]
    public void AFile_IsTheOneThatWasReviewed()
    {
        string actual = AppCompilation.Of("""
            namespace App;

            /// <summary>A support ticket.</summary>
            [Generable]
            public partial record Ticket(
                [Guide("One line")] string Title,
                [Guide(AnyOf = ["low", "high"])] string? Priority,
                [Guide(MinimumCount = 1, MaximumCount = 3)] IReadOnlyList<string> Tags,
                List<Ticket>? Parts)
            {
                public GenerationId Id { get; init; }

                public DateOnly? Due { get; init; }
            }
            """).File("App.Ticket.g.cs").Replace($"\"{typeof(GenerableGenerator).Assembly.GetName().Version}\"", "\"VERSION\"", StringComparison.Ordinal);
        actual = SchemaData().Replace(actual, "\"…\"u8");
        string file = Path.Combine(Repository.Root, "tests", "FoundationModels.Generators.Tests", "Snapshots", "App.Ticket.g.txt");
        if (Environment.GetEnvironmentVariable("FM_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(file, actual);

        Assert.That(actual, Is.EqualTo(File.ReadAllText(file).ReplaceLineEndings("\n")), "FM_UPDATE_SNAPSHOTS=1 writes what the generator writes now.");
    }

    // Schema and grammar are packed for machines; other tests read the schema, and the grammar is compared with what the SDK makes of it.
    [GeneratedRegex(@"""[A-Za-z0-9+/=]+""u8")]
    private static partial Regex SchemaData();
}
