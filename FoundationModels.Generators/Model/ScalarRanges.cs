namespace FoundationModels.Generators.Model;

/// <summary>The least and the greatest number of each type that a longer number would overflow.</summary>
internal static class ScalarRanges
{
    public static (string Minimum, string Maximum)? Find(ScalarKind kind) => kind switch
    {
        ScalarKind.SByte => ("-128", "127"),
        ScalarKind.Byte => ("0", "255"),
        ScalarKind.Int16 => ("-32768", "32767"),
        ScalarKind.UInt16 => ("0", "65535"),
        ScalarKind.Int32 => ("-2147483648", "2147483647"),
        ScalarKind.UInt32 => ("0", "4294967295"),
        ScalarKind.Int64 => ("-9223372036854775808", "9223372036854775807"),
        ScalarKind.UInt64 => ("0", "18446744073709551615"),
        ScalarKind.Decimal => ("-79228162514264337593543950335", "79228162514264337593543950335"),
        _ => null,
    };
}
