// Text becomes a table: dotnet run --project samples/04-table [FILE]
// A small model reads one line better than a page, and better still when it has seen how it is done.
using FoundationModels;

SystemLanguageModel model = SystemLanguageModel.Default;
if (!model.IsAvailable)
{
    Console.Error.WriteLine(model.Availability.Message);
    return 1;
}

Transcript examples =
[
    new Transcript.Instructions("You copy facts out of texts, word for word."),
    .. Example("The Red Rose came in from Cadiz at night with 12 barrels of oil.", new Arrival("Red Rose", "Cadiz", 12, "oil")),
    .. Example("The Falcon came in from Malmo after a storm with 7 crates of glass.", new Arrival("Falcon", "Malmo", 7, "glass")),
];
var options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 80 };
List<Arrival> arrivals = [];
foreach (string line in await File.ReadAllLinesAsync(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "harbour.txt")))
{
    // Every line has a session of its own; what they have in common, the examples, is read once and found in the cache.
    await using var session = new LanguageModelSession(model, examples);
    Response<Arrival> answer = await session.RespondAsync<Arrival>(line, options, includeSchemaInPrompt: false);
    arrivals.Add(answer.Content);
}

Write([["SHIP", "FROM", "COUNT", "GOODS"], .. arrivals.Select(a => new[] { a.Ship, a.From, $"{a.Count}", a.Goods })]);
return 0;

static Transcript.Entry[] Example(string line, Arrival arrival) =>
    [new Transcript.Prompt(line), new Transcript.Response(GeneratedContent.From(arrival).ToJson())];

static void Write(string[][] rows)
{
    int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
    foreach (string[] row in rows)
        Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
}
