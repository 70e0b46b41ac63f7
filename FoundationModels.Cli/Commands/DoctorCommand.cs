using System.CommandLine;

using FoundationModels.Cli.Doctor;
using FoundationModels.Cli.Output;
using FoundationModels.Packages;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm doctor</c>: what this machine has, what is missing, and how to get it.</summary>
internal sealed class DoctorCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly Option<bool> _verify = new("--verify") { Description = "Read every byte of the default model's package and compare its hashes." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Initializes the verb.</summary>
    public DoctorCommand(FmEnvironment environment)
        : base("doctor", "Say what this machine has and what is missing.")
    {
        _environment = environment;
        Options.Add(_verify);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        List<DoctorCheck> checks = [.. MachineChecks.Run(), .. RuntimeChecks.Run()];
        (ModelStore? store, DoctorCheck storeCheck) = OpenStore();
        using (ImportProgressDisplay progress = ImportProgressDisplay.Create(_environment.Streams))
            checks.AddRange(await new ModelChecks(_environment.Places, store).RunAsync(result.GetValue(_verify), progress, cancellationToken));
        checks.Add(storeCheck);

        var report = new DoctorReport(checks);
        if (result.GetValue(_json))
            JsonOutput.Write(_environment.Streams.Output, report.WriteTo);
        else
            report.WriteTo(_environment.Streams.OutputConsole);
        return report.IsHealthy ? ExitCode.Success : ExitCode.Failure;
    }

    private (ModelStore? Store, DoctorCheck Check) OpenStore()
    {
        try
        {
            ModelStore store = _environment.OpenStore();
            return (store, StoreChecks.Run(store));
        }
        catch (FoundationModelsException e)
        {
            return (null, new DoctorCheck("Store", DoctorStatus.Missing, e.Message));
        }
    }
}
