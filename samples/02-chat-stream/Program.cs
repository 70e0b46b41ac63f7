// A conversation that outlives the program: dotnet run --project samples/02-chat-stream [FILE]
// Each line that you type is answered, and the conversation is saved to FILE (chat.json); the next run goes on with it.
using FoundationModels;

string file = args.Length > 0 ? args[0] : "chat.json";
Transcript transcript = File.Exists(file)
    ? Transcript.FromJson(await File.ReadAllTextAsync(file))
    : [new Transcript.Instructions("You are a friendly assistant. Keep your answers short.")];
if (transcript.History.Count > 0)
    Console.Error.WriteLine($"Going on after {transcript.History.Count} entries.");

await using var session = new LanguageModelSession(SystemLanguageModel.Default, transcript);
session.Prewarm();
var options = new GenerationOptions { Temperature = 0.7, MaximumResponseTokens = 120 };
while (Console.ReadLine() is { Length: > 0 } line)
{
    await foreach (ResponseSnapshot<string> snapshot in session.StreamResponseAsync(line, options))
        Console.Write(snapshot.Delta);
    Console.WriteLine();
    await File.WriteAllTextAsync(file, session.Transcript.ToJson());
}
