using FoundationModels.Benchmarks.Adapters;
using FoundationModels.Benchmarks.Decode;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Guided;
using FoundationModels.Benchmarks.Masks;
using FoundationModels.Benchmarks.Sessions;
using FoundationModels.Benchmarks.Suite;
using FoundationModels.Benchmarks.Tools;
using FoundationModels.Benchmarks.Workers;

return args switch
{
    ["decode", .. string[] rest] => await DecodeCommand.RunAsync(rest),
    ["sessions", .. string[] rest] => await SessionsCommand.RunAsync(rest),
    ["agreement", .. string[] rest] => await AgreementCommand.RunAsync(rest),
    ["masks", .. string[] rest] => MasksCommand.Run(rest),
    ["suite", .. string[] rest] => SuiteCommand.Run(rest),
    ["guided", .. string[] rest] => await GuidedCommand.RunAsync(rest),
    ["tools", .. string[] rest] => await ToolsCommand.RunAsync(rest),
    ["adapters", .. string[] rest] => await AdaptersCommand.RunAsync(rest),
    [EngineProcess.WorkerVerb, string engine, string clock] => EngineWorker.Run(engine, Enum.Parse<BenchmarkClock>(clock), Console.In, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"""
        usage: {DecodeCommand.Usage}
               {SessionsCommand.Usage}
               {AgreementCommand.Usage}
               {MasksCommand.Usage}
               {SuiteCommand.Usage}
               {GuidedCommand.Usage}
               {ToolsCommand.Usage}
               {AdaptersCommand.Usage}
        """);
    return 2;
}
