// Serves a model by the protocol of OpenAI's chat completions, on a free port of the loopback interface:
//   FoundationModels.TestHost scripted          the model of the triage tests
//   FoundationModels.TestHost PATH              a model file or package
// It writes its address on the first line of its output, and ends when its input does, so that it never outlives the test that started it.
using FoundationModels;
using FoundationModels.TestHost;

if (args.Length != 1)
{
    Console.Error.WriteLine("Usage: FoundationModels.TestHost scripted|PATH");
    return 2;
}

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = ChatCompletionsEndpoint.LongestBody);
await using SystemLanguageModel? system = args[0] == "scripted" ? null : new SystemLanguageModel(args[0]);
ILanguageModel model = system ?? (ILanguageModel)TriageScript.CreateModel();
await using WebApplication app = builder.Build();
ChatCompletionsEndpoint endpoint = new(model.AsChatClient());
app.MapPost("/v1/chat/completions", endpoint.AnswerAsync);
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
while (await Console.In.ReadLineAsync() is not null)
{
}

await app.StopAsync();
return 0;
