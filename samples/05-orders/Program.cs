// The model looks orders up in a SQLite file before it answers: dotnet run --project samples/05-orders -- "Where is my order 1234?"
using FoundationModels;
using FoundationModels.Samples.Orders;

SystemLanguageModel model = SystemLanguageModel.Default;
if (!model.IsAvailable)
{
    Console.Error.WriteLine(model.Availability.Message);
    return 1;
}

string question = args.Length > 0 ? string.Join(' ', args) : "Where is my order 1234?";
using OrderTools orders = new(Path.Combine(AppContext.BaseDirectory, "orders.db"));
await using var session = new LanguageModelSession(model, [orders], "You answer questions of customers about their orders.");

// A small model is better told to call: it has to call once, and answers with what the call gave back.
var options = new GenerationOptions { Sampling = SamplingMode.Greedy, ToolCallingMode = ToolCallingMode.Required, AllowsParallelToolCalls = false, MaximumResponseTokens = 80 };
Response<string> answer = await session.RespondAsync(question, options);

foreach (Transcript.Entry entry in answer.TranscriptEntries)
{
    if (entry is Transcript.ToolCalls or Transcript.ToolOutput)
        Console.WriteLine($"[{entry.Text}]");
}

Console.WriteLine(answer.Content);
return 0;
