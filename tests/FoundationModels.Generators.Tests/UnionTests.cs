namespace FoundationModels.Generators.Tests;

/// <summary>Abstract types, whose values are those of the types that derive from them.</summary>
[TestFixture]
internal sealed class UnionTests
{
    private const string Animals = """
        /// <summary>A pet.</summary>
        [Generable]
        public abstract partial record Animal(string Name)
        {
            [Generable]
            public sealed partial record Cat(string Name, bool Indoor) : Animal(Name);
        }

        [Generable]
        public sealed partial record BigDog(string Name, int Weight) : Animal(Name);

        [Generable]
        public partial record Owner(Animal First, List<Animal> Others, BigDog? Dog);

        """;

    [Test]
    public void AValue_IsTheCaseThatItsKindNames()
    {
        string result = AppCompilation.Of(Animals + """"
            public static class Check
            {
                public static string Run()
                {
                    Owner owner = Owner.FromGeneratedContent(GeneratedContent.Parse(
                        """{"first":{"kind":"cat","name":"Tom","indoor":true},"others":[{"kind":"bigDog","name":"Rex","weight":40}]}"""));
                    return $"{owner.First}|{owner.Others[0]}|{owner.ToGeneratedContent().ToJson()}";
                }
            }
            """").Run();

        Assert.That(result, Is.EqualTo(
            "Cat { Name = Tom, Indoor = True }|BigDog { Name = Rex, Weight = 40 }|" +
            """{"first":{"kind":"cat","name":"Tom","indoor":true},"others":[{"kind":"bigDog","name":"Rex","weight":40}]}"""));
    }

    [Test]
    public void TheSchema_IsAnyOfTheCases()
    {
        string schema = AppCompilation.Of(Animals + """
            public static class Check
            {
                public static string Run() => Animal.GenerationSchema.ToJsonSchema();
            }
            """).Run();

        Assert.That(schema, Does.StartWith("""{"title":"Animal","description":"A pet.","anyOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/BigDog"}],"$defs":{"Cat":{"title":"Cat","type":"object","properties":{"kind":{"type":"string","const":"cat"},"name":{"type":"string"},"indoor":{"type":"boolean"}},"required":["kind","name","indoor"],"additionalProperties":false,"x-order":["kind","name","indoor"]}"""));
    }

    [Test]
    public void APart_BecomesThatOfItsCase()
    {
        string result = AppCompilation.Of(Animals + """"
            public static class Check
            {
                public static string Run()
                {
                    Animal.PartiallyGenerated unknown = Animal.PartiallyGenerated.FromGeneratedContent(GeneratedContent.Parse("""{"kind":"ca"""));
                    Animal.PartiallyGenerated known = Animal.PartiallyGenerated.FromGeneratedContent(GeneratedContent.Parse("""{"kind":"cat","name":"To"""));
                    return $"{unknown.GetType() == typeof(Animal.PartiallyGenerated)}|{unknown.Name is null}|{known is Animal.Cat.PartiallyGenerated { Indoor: null }}|{known.Name}";
                }
            }
            """").Run();

        Assert.That(result, Is.EqualTo("True|True|True|To"));
    }

    [Test]
    public void AnUnknownKind_IsAnError()
    {
        string result = AppCompilation.Of(Animals + """"
            public static class Check
            {
                public static string Run()
                {
                    try
                    {
                        return Animal.FromGeneratedContent(GeneratedContent.Parse("""{"kind":"cow","name":"Liz"}""")).ToString();
                    }
                    catch (GeneratedContentParsingException e)
                    {
                        return e.Message;
                    }
                }
            }
            """").Run();

        Assert.That(result, Does.Contain("cow").And.Contain("Animal"));
    }

    [Test]
    public void Streams_AreOfTheTypeThatIsAskedFor()
    {
        AppCompilation app = AppCompilation.Of(Animals + """
            public static class Check
            {
                public static ResponseStream<Animal.PartiallyGenerated, Animal> Union(LanguageModelSession session) => session.StreamResponseAsync<Animal>("Which?");

                public static ResponseStream<Animal.Cat.PartiallyGenerated, Animal.Cat> Case(LanguageModelSession session) => session.StreamResponseAsync<Animal.Cat>("Which cat?");

                public static ResponseStream<Owner.PartiallyGenerated, Owner> Object(LanguageModelSession session) => session.StreamResponseAsync<Owner>("Who?");
            }
            """);

        Assert.That(app.Diagnostics, Is.Empty);
    }
}
