namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>A type as the source generator makes it, by hand.</summary>
internal sealed record Weather(string City, int Degrees, IReadOnlyList<string> Clouds) : IGenerable<Weather>
{
    public static GenerationSchema GenerationSchema { get; } = GenerationSchema.ForObject(
        "Weather",
        [
            DynamicGenerationSchema.Property.ForType("city", "Where it is", [GenerationGuide.AnyOf("Oslo", "Rome")]),
            DynamicGenerationSchema.Property.ForType("degrees", guides: [GenerationGuide.Range(-40, 50)]),
            DynamicGenerationSchema.Property.ForType<IReadOnlyList<string>>("clouds", guides:
            [
                GenerationGuide.MaximumCount<IReadOnlyList<string>>(2),
                GenerationGuide.Element<IReadOnlyList<string>, string>(GenerationGuide.AnyOf("cirrus", "cumulus")),
            ]),
        ]);

    public static Weather FromGeneratedContent(GeneratedContent content) =>
        new(content.Value<string>("city"), content.Value<int>("degrees"), content.Value<IReadOnlyList<string>>("clouds"));

    public GeneratedContent ToGeneratedContent() => GeneratedContent.FromProperties(
    [
        new("city", GeneratedContent.From(City)), new("degrees", GeneratedContent.From(Degrees)), new("clouds", GeneratedContent.From(Clouds)),
    ]);

    public bool Equals(Weather? other) => other is not null && ToGeneratedContent() == other.ToGeneratedContent();

    public override int GetHashCode() => ToGeneratedContent().GetHashCode();

    public static void Register() => GenerableTypes.Register<Weather>();
}
