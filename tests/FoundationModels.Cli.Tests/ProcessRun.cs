using System.Diagnostics;

using FoundationModels.Sdk.Tests;

namespace FoundationModels.Cli.Tests;

/// <summary>Runs built programs of the repository as processes of their own.</summary>
internal static class ProcessRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    // This assembly lies in bin/CONFIGURATION/FRAMEWORK, and so do the programs.
    private static readonly string Output = Path.GetRelativePath(
        SharedData.InRepository("tests", "FoundationModels.Cli.Tests"), AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>Starts a program.</summary>
    /// <param name="project">The project's folder, relative to the repository.</param>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process Start(string project, string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = EndToEnd.Folder,
        };
        start.ArgumentList.Add(SharedData.InRepository(project, Output, assembly));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["FOUNDATIONMODELS_HOME"] = EndToEnd.Store;
        start.Environment.Remove("FOUNDATIONMODELS_MODEL");
        return Process.Start(start)!;
    }

    /// <summary>Gives a program its input, and waits for its end.</summary>
    public static async Task<FmRun> FinishAsync(Process process, string input)
    {
        using var timeout = new CancellationTokenSource(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new FmRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs <c>fm</c>.</summary>
    public static async Task<FmRun> FmAsync(string input, params string[] arguments)
    {
        using Process process = Start("FoundationModels.Cli", "fm.dll", arguments);
        return await FinishAsync(process, input);
    }
}
