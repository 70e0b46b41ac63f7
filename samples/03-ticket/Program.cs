// A mail becomes a typed ticket, which is shown while the model fills it: dotnet run --project samples/03-ticket -- "My parcel 1234 never arrived!"
using FoundationModels;

SystemLanguageModel model = SystemLanguageModel.Default;
if (!model.IsAvailable)
{
    Console.Error.WriteLine(model.Availability.Message);
    return 1;
}

string mail = args.Length > 0 ? string.Join(' ', args) : "My parcel never arrived! The order number is 1234, and I need it by Friday.";
await using var session = new LanguageModelSession(model, "You turn the mail of customers into support tickets.");
var options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 120 };

ResponseStream<Ticket.PartiallyGenerated, Ticket> stream = session.StreamResponseAsync<Ticket>(mail, options);
string shown = "";
await foreach (ResponseSnapshot<Ticket.PartiallyGenerated> snapshot in stream)
{
    // What is not there yet is null; a text grows, a number or a choice comes as a whole.
    Ticket.PartiallyGenerated ticket = snapshot.Content;
    string line = $"{ticket.Title ?? "…"} | {ticket.Team?.ToString() ?? "…"} | {ticket.Priority?.ToString() ?? "…"} | {ticket.Tags?.Count ?? 0} tags";
    if (line != shown)
        Console.WriteLine(shown = line);
}

Response<Ticket> answer = await stream.CollectAsync();
Ticket complete = answer.Content;
Console.WriteLine();
Console.WriteLine($"{complete.Priority} priority for {complete.Team}: {complete.Title}");
Console.WriteLine($"Order {complete.Order ?? "unknown"}, tagged {string.Join(", ", complete.Tags)}");
return 0;
