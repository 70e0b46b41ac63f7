// The same model answers without an adapter and with one that knows seven tools: dotnet run --project samples/08-adapter -- "Rate this book 4 of 6"
using FoundationModels;

SystemLanguageModel model = SystemLanguageModel.Default;
if (!model.IsAvailable)
{
    Console.Error.WriteLine(model.Availability.Message);
    return 1;
}

string request = args.Length > 0 ? string.Join(' ', args) : "Book a table for four at an Italian restaurant in Boston";
using LanguageModelAdapter adapter = await LanguageModelAdapter.LoadAsync(Path.Combine(AppContext.BaseDirectory, "snips-tools.fmadapter"));
Console.WriteLine($"without: {await AnswerAsync(model)}");

// The weights are shared: only the adapter's few megabytes are new, and the next request may do without them again.
Console.WriteLine($"with {adapter.Identifier}: {await AnswerAsync(model.WithAdapter(adapter))}");
return 0;

async Task<string> AnswerAsync(ILanguageModel answering)
{
    await using var session = new LanguageModelSession(answering, instructions: "Answer with one tool call.");
    Response<string> answer = await session.RespondAsync(request, new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 80 });
    return answer.Content.ReplaceLineEndings(" ");
}
