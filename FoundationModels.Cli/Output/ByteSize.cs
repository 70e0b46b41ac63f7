using System.Globalization;

namespace FoundationModels.Cli.Output;

/// <summary>Sizes for people, in powers of 1000 as file managers and vendors show them.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>The size with one unit, as in "94 MB" or "1.4 GB".</summary>
    public static string Format(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        string digits = value.ToString(unit > 0 && value < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture);
        return $"{digits} {Units[unit]}";
    }
}
