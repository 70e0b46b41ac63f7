// A web service that streams a typed answer while the model writes it: dotnet run --project samples/07-web
// curl -N -H "content-type: application/json" -d "{\"text\":\"My parcel never arrived!\"}" http://localhost:5000/tickets
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using FoundationModels;
using FoundationModels.Samples.Web;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddFoundationModels(options => options.Instructions = "You turn the mail of customers into support tickets.");
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 64 * 1024);
WebApplication app = builder.Build();

app.MapGet("/health", (ILanguageModel model) => model.Availability.IsAvailable ? Results.Ok() : Results.Text(model.Availability.Message, statusCode: 503));

app.MapPost("/tickets", (Mail mail, LanguageModelSession session, CancellationToken cancelled) =>
    string.IsNullOrWhiteSpace(mail.Text)
        ? Results.BadRequest("The mail has no text.")
        : TypedResults.ServerSentEvents(Snapshots(session, mail.Text, cancelled)));

await app.RunAsync();

// Each event has the ticket so far; the last one is complete.
static async IAsyncEnumerable<SseItem<string>> Snapshots(LanguageModelSession session, string mail, [EnumeratorCancellation] CancellationToken cancelled)
{
    var options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 120 };
    ResponseStream<Ticket.PartiallyGenerated, Ticket> stream = session.StreamResponseAsync<Ticket>(mail, options, cancellationToken: cancelled);
    string before = "";
    await foreach (ResponseSnapshot<Ticket.PartiallyGenerated> snapshot in stream)
    {
        string json = snapshot.RawContent.ToJson();
        if (json != before)
            yield return new SseItem<string>(before = json, snapshot.RawContent.IsComplete ? "ticket" : "partial");
    }
}
