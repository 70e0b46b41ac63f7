namespace FoundationModels.Generators.Tests;

/// <summary>What a model is told about a type and its properties.</summary>
[TestFixture]
internal sealed class DescriptionTests
{
    [Test]
    public void Descriptions_ComeFromAttributesElseFromDocumentation()
    {
        string schema = AppCompilation.Of("""
            /// <summary>
            /// A ticket of
            /// <see cref="Check"/>, <c>quoted</c> &amp; <paramref name="Title"/>.
            /// </summary>
            /// <param name="Title">The title.</param>
            /// <param name="Text">Not this one.</param>
            [Generable(Name = "SupportTicket")]
            public partial record Ticket(string Title, [Guide("The text.")] string Text)
            {
                /// <summary>Gets or sets the number of replies.</summary>
                public int Replies { get; set; }

                public bool IsOpen { get; set; }
            }

            public static class Check
            {
                public static string Run() => Ticket.GenerationSchema.ToJsonSchema();
            }
            """).Run();

        Assert.That(schema, Does.StartWith("""{"title":"SupportTicket","description":"A ticket of Check, quoted & Title.","type":"object","properties":{"title":{"description":"The title.","type":"string"},"text":{"description":"The text.","type":"string"},"replies":{"description":"The number of replies.","""));
        Assert.That(schema, Does.Contain("""
            "isOpen":{"type":"boolean"}
            """.Trim()));
    }

    [Test]
    public void Descriptions_AreReadWithoutADocumentationFile()
    {
        string schema = AppCompilation.WithoutDocumentation("""
            /// <summary>A ticket.</summary>
            /// <param name="Title">The title.</param>
            [Generable]
            public partial record Ticket(string Title);
            """).Schema("Ticket");

        Assert.That(schema, Does.Contain("\"description\":\"A ticket.\"").And.Contain("\"description\":\"The title.\""));
    }

    [TestCase("Title")]
    [TestCase("URLPath")]
    [TestCase("ID")]
    [TestCase("X")]
    [TestCase("IPv4Address")]
    [TestCase("already")]
    [TestCase("_field")]
    [TestCase("MP3Name")]
    public void Names_AreThoseOfSystemTextJsonsCamelCase(string name)
    {
        string schema = AppCompilation.Of($"[Generable] public partial record T(int {name});").Schema("T");

        Assert.That(schema, Does.Contain($"\"properties\":{{\"{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name)}\""));
    }
}
