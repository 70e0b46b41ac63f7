namespace FoundationModels.Cli.Output;

/// <summary>The standard streams that are terminals.</summary>
[Flags]
internal enum Terminals
{
    None = 0,
    Input = 1,
    Output = 2,
    Error = 4,
}
