using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Tools;

/// <summary>How often the default model calls the right tool with the right arguments, and what the grammar of calls does for it; and how long that grammar takes to compile.</summary>
internal static class ToolsCommand
{
    public const string Usage = "tools --data FILE --tools TOOLS.JSON [--prompt data|fewshot] [--choice scored|generated] [--examples FILE] [--adapter PATH] [--limit N] [--threads N] [--json OUT]";

    /// <summary>Runs the command and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        ToolsOptions options;
        try
        {
            options = ToolsOptions.Parse(arguments);
            if (options.Adapter is not null && !Path.Exists(options.Adapter))
                throw new ArgumentException($"There is no adapter {options.Adapter}.");
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"{e.Message}\nusage: {Usage}");
            return 2;
        }

        using BenchmarkOutput output = new("tools", options.Json);
        ToolsCompilation.Run(options, output);
        await new ToolsRun(options, output).RunAsync();
        return 0;
    }
}
