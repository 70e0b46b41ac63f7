using System.Globalization;

namespace FoundationModels.Packages;

/// <summary>What a package in the store was made from and how; its text is the name of the package's folder.</summary>
/// <param name="SourceHash">The first 32 hexadecimal digits of the source's SHA-256.</param>
/// <param name="Format">The format of the package.</param>
/// <param name="Precision">How the weights are stored.</param>
internal readonly record struct PackageKey(string SourceHash, int Format, ModelPrecision Precision)
{
    private const int HashDigits = 32;

    /// <summary>The key of a source.</summary>
    public static PackageKey Of(string sha256, ModelPrecision precision) => new(sha256[..HashDigits], ModelPackage.NewestFormat, precision);

    /// <summary>Reads the name of a folder.</summary>
    public static bool TryParse(string name, out PackageKey key)
    {
        key = default;
        if (name.Split('-') is not [{ Length: HashDigits } hash, var number, var precision]
            || !hash.All(char.IsAsciiHexDigitLower)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int format))
        {
            return false;
        }

        foreach (ModelPrecision candidate in Enum.GetValues<ModelPrecision>())
        {
            key = new PackageKey(hash, format, candidate);
            if (NameOf(candidate) == precision)
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SourceHash}-{Format}-{NameOf(Precision)}");

    private static string NameOf(ModelPrecision precision) => precision == ModelPrecision.Fast ? "fast" : "exact";
}
