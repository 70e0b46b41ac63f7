using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Workers;

/// <summary>An engine in a child process of this program, commanded from here.</summary>
internal sealed class EngineProcess : IDisposable
{
    /// <summary>The argument that makes this program a worker.</summary>
    public const string WorkerVerb = "worker";

    private readonly Process _process;

    /// <summary>Starts a process; the engine is not loaded yet.</summary>
    public EngineProcess(string engine, BenchmarkClock clock)
    {
        Engine = engine;
        string program = Environment.ProcessPath!;
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(EngineProcess).Assembly.Location);
        start.ArgumentList.Add(WorkerVerb);
        start.ArgumentList.Add(engine);
        start.ArgumentList.Add(clock.ToString());
        _process = Process.Start(start)!;
    }

    /// <summary>Gets the engine's name.</summary>
    public string Engine { get; }

    /// <summary>Gives a command and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The engine failed, or its process died.</exception>
    public async Task<WorkerReply> AskAsync(string command, params IEnumerable<int> numbers)
    {
        string line = string.Join(' ', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)).Prepend(command));
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        string answer = await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The process of {Engine} ended during \"{command}\".");
        WorkerReply reply = JsonSerializer.Deserialize(answer, WorkerReplyJson.Default.WorkerReply)!;
        return reply.Error is null ? reply : throw new InvalidOperationException($"{Engine}: {reply.Error}");
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        // A worker ends when its input does.
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        _process.Dispose();
    }
}
