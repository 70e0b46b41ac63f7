using System.ComponentModel;
using ModelContextProtocol.Server;

namespace FoundationModels.Samples.Mcp;

/// <summary>An MCP server with one tool, on standard input and output.</summary>
internal static class DistanceServer
{
    private static readonly Dictionary<string, int> Kilometres = new(StringComparer.OrdinalIgnoreCase) { ["Oslo"] = 1_340, ["Rome"] = 1_105, ["Madrid"] = 1_050 };

    /// <summary>Gets the arguments that start the server in this app's own process.</summary>
    public static IEnumerable<string> Arguments => IsHosted ? [typeof(DistanceServer).Assembly.Location, "--server"] : ["--server"];

    // "dotnet mcp.dll" instead of the app's own executable.
    private static bool IsHosted => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

    /// <summary>Serves until the client goes.</summary>
    public static async Task RunAsync()
    {
        var options = new McpServerOptions { ToolCollection = [McpServerTool.Create(GetDistance, new McpServerToolCreateOptions { Name = "get_distance" })] };
        await using var transport = new StdioServerTransport("distances");
        await using McpServer server = McpServer.Create(transport, options);
        await server.RunAsync();
    }

    [Description("Tells how far away a city is.")]
    private static string GetDistance([Description("The name of the city.")] string city) =>
        Kilometres.TryGetValue(city, out int distance) ? $"{city} is {distance} km away." : $"The distance to {city} is not known.";
}
