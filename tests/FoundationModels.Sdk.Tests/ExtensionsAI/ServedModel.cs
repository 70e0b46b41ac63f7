using System.ClientModel;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using OpenAI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>A process that serves a model by the protocol of OpenAI, and the model as its client sees it.</summary>
internal sealed class ServedModel : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // This assembly lies in bin/CONFIGURATION/FRAMEWORK, and so does the host.
    private static readonly string Output = Path.GetRelativePath(
        SharedData.InRepository("tests", "FoundationModels.Sdk.Tests"), AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private readonly Process _process;

    private ServedModel(Process process, Uri address)
    {
        _process = process;
        Address = address;
        OpenAIClientOptions options = new() { Endpoint = new Uri(address, "v1"), NetworkTimeout = TimeSpan.FromMinutes(4) };
        Client = new OpenAIClient(new ApiKeyCredential("none"), options).GetChatClient("served").AsIChatClient();
        Model = new ChatClientLanguageModel(Client);
    }

    /// <summary>Gets where it is served.</summary>
    public Uri Address { get; }

    /// <summary>Gets the client of the service.</summary>
    public IChatClient Client { get; }

    /// <summary>Gets the model.</summary>
    public ILanguageModel Model { get; }

    /// <summary>Starts the process on a free port.</summary>
    /// <param name="model">"scripted", or the file of a model.</param>
    public static async Task<ServedModel> StartAsync(string model)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(SharedData.InRepository("tests", "FoundationModels.TestHost", Output, "FoundationModels.TestHost.dll"));
        start.ArgumentList.Add(model);
        Process process = Process.Start(start)!;
        try
        {
            using CancellationTokenSource limit = new(Limit);
            string? address = await process.StandardOutput.ReadLineAsync(limit.Token);
            return new ServedModel(process, new Uri(address ?? throw new InvalidOperationException("The host ended before it wrote its address.")));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Stops the process.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
