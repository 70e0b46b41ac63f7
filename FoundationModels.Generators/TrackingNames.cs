namespace FoundationModels.Generators;

/// <summary>The names of the generator's steps, by which tests see what was made again.</summary>
internal static class TrackingNames
{
    public const string Parse = "Parse";

    public const string Spec = "Spec";

    public const string Closure = "Closure";

    public const string Compile = "Compile";

    public const string Registration = "Registration";

    public const string ParseTool = "ParseTool";

    public const string CompileTool = "CompileTool";

    public const string ToolClass = "ToolClass";
}
