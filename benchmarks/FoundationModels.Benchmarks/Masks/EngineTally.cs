namespace FoundationModels.Benchmarks.Masks;

/// <summary>What an engine made of the whole corpus.</summary>
internal sealed class EngineTally(IMaskEngine engine)
{
    /// <summary>Gets the engine.</summary>
    public IMaskEngine Engine { get; } = engine;

    /// <summary>Gets its runs, in the order of the corpus.</summary>
    public List<SchemaRun> Runs { get; } = [];

    /// <summary>Gets the judgements of all instances of schemas that it accepts.</summary>
    public IEnumerable<InstanceVerdict> Verdicts => Runs.SelectMany(r => r.Verdicts);

    /// <summary>Gets the runs of the schemas that all of some engines accept.</summary>
    public static HashSet<int> AcceptedByAll(IReadOnlyList<EngineTally> tallies) =>
        [.. Enumerable.Range(0, tallies[0].Runs.Count).Where(i => tallies.All(t => t.Runs[i].Refusal is null))];

    /// <summary>Gets the number of schemas with a property.</summary>
    public int Count(Predicate<SchemaRun> predicate) => Runs.FindAll(predicate).Count;
}
