namespace FoundationModels.Cli;

/// <summary>What the process tells its caller; 64 is EX_USAGE of BSD's sysexits, 130 is what shells report for an interrupted program.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    public const int Failure = 1;

    public const int Usage = 64;

    public const int Cancelled = 130;
}
