// The model calls the tools of an MCP server, which runs in a process of its own: dotnet run --project samples/06-mcp -- "How far is it to Oslo?"
using FoundationModels;
using FoundationModels.Samples.Mcp;
using ModelContextProtocol.Client;

if (args is ["--server"])
{
    await DistanceServer.RunAsync();
    return 0;
}

SystemLanguageModel model = SystemLanguageModel.Default;
if (!model.IsAvailable)
{
    Console.Error.WriteLine(model.Availability.Message);
    return 1;
}

// Any server will do; this one is the sample itself.
var transport = new StdioClientTransport(new StdioClientTransportOptions { Name = "distances", Command = Environment.ProcessPath!, Arguments = [.. DistanceServer.Arguments] });
await using McpClient client = await McpClient.CreateAsync(transport);
IList<McpClientTool> tools = await client.ListToolsAsync();
Console.WriteLine($"The server's tools: {string.Join(", ", tools.Select(t => t.Name))}");

string question = args.Length > 0 ? string.Join(' ', args) : "How far is it to Oslo?";
await using var session = new LanguageModelSession(model, tools.Select(t => t.AsTool()), "You answer questions about distances.");
var options = new GenerationOptions { Sampling = SamplingMode.Greedy, ToolCallingMode = ToolCallingMode.Required, AllowsParallelToolCalls = false, MaximumResponseTokens = 80 };
Response<string> answer = await session.RespondAsync(question, options);

foreach (Transcript.Entry entry in answer.TranscriptEntries)
{
    if (entry is Transcript.ToolCalls or Transcript.ToolOutput)
        Console.WriteLine($"[{entry.Text}]");
}

Console.WriteLine(answer.Content);
return 0;
