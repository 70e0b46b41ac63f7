// Answers one prompt: dotnet run --project samples/01-hello -- "What is the capital of France?"
using FoundationModels;

SystemLanguageModel model = SystemLanguageModel.Default;
if (!model.IsAvailable)
{
    Console.Error.WriteLine(model.Availability.Message);
    return 1;
}

string prompt = args.Length > 0 ? string.Join(' ', args) : "What is the capital of France?";
await using var session = new LanguageModelSession(model, "Answer in one short sentence.");
Response<string> answer = await session.RespondAsync(prompt, new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 60 });
Console.WriteLine(answer.Content);
return 0;
