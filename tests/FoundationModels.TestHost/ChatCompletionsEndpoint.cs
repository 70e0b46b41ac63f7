using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace FoundationModels.TestHost;

/// <summary>Answers requests for chat completions, whole or as a stream of events.</summary>
internal sealed class ChatCompletionsEndpoint(IChatClient client)
{
    /// <summary>The longest request in bytes.</summary>
    public const int LongestBody = 1 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 128 };

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            ChatCompletionsRequest request = ChatCompletionsRequest.Read(body.RootElement);
            if (request.IsStreamed)
                await StreamAsync(context, request);
            else
                await context.Response.WriteAsJsonAsync(ChatCompletionsWriter.Write(await client.GetResponseAsync(request.Messages, request.Options, context.RequestAborted)));
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode, e.Message);
        }
        catch (Exception e) when (e is WireException or JsonException or ArgumentException or FoundationModelsException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    private async Task StreamAsync(HttpContext context, ChatCompletionsRequest request)
    {
        // What is wrong with a request shows before its first update: until then the status can still say so.
        await using IAsyncEnumerator<ChatResponseUpdate> updates =
            client.GetStreamingResponseAsync(request.Messages, request.Options, context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
        bool any = await updates.MoveNextAsync();
        context.Response.ContentType = "text/event-stream";
        int calls = 0;
        while (any)
        {
            foreach (JsonObject chunk in ChatCompletionsWriter.WriteChunks(updates.Current, ref calls))
                await WriteEventAsync(context, chunk.ToJsonString());
            any = await updates.MoveNextAsync();
        }

        await WriteEventAsync(context, "[DONE]");
    }

    private static async Task WriteEventAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            // The status has gone out: a cut connection is the one way left to say that the answer is not complete.
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error" } });
    }
}
