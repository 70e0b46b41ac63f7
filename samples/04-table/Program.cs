// Text becomes a table: dotnet run --project samples/04-table [FILE]
using FoundationModels;

SystemLanguageModel model = SystemLanguageModel.Default;
if (!model.IsAvailable)
{
    Console.Error.WriteLine(model.Availability.Message);
    return 1;
}

string text = await File.ReadAllTextAsync(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "harbour.txt"));
await using var session = new LanguageModelSession(model, "You copy facts out of texts, word for word.");
var options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 400 };

Response<Arrivals> answer = await session.RespondAsync<Arrivals>($"List every ship of this text:\n\n{text}", options);
Write([["SHIP", "FROM", "COUNT", "CARGO"], .. answer.Content.Rows.Select(r => new[] { r.Ship, r.From, $"{r.Count}", r.Cargo })]);
if (answer.FinishReason == FinishReason.Length)
    Console.Error.WriteLine("The text has more than fits an answer: the last rows are missing.");
return 0;

static void Write(string[][] rows)
{
    int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
    foreach (string[] row in rows)
        Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
}
