using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FoundationModels.Cli.Output;
using Arm = System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace FoundationModels.Cli.Doctor;

/// <summary>Looks at .NET, the operating system, the processor and the memory.</summary>
internal static class MachineChecks
{
    /// <summary>Makes the checks.</summary>
    public static IEnumerable<DoctorCheck> Run()
    {
        yield return new DoctorCheck(".NET", DoctorStatus.Ok, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return new DoctorCheck("System", DoctorStatus.Ok, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        yield return Processor();
        yield return new DoctorCheck("Memory", DoctorStatus.Ok, $"{ByteSize.Format(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} available to this process");
    }

    private static DoctorCheck Processor()
    {
        string[] features = [.. Features().Where(f => f.IsSupported).Select(f => f.Name)];
        string detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} logical, {Vector<byte>.Count * 8}-bit vectors{(features.Length > 0 ? ": " : "")}{string.Join(", ", features)}");
        return Vector128.IsHardwareAccelerated
            ? new DoctorCheck("Processor", DoctorStatus.Ok, detail)
            : new DoctorCheck("Processor", DoctorStatus.Warning, detail, "Vector instructions are switched off or absent: sampling will be slow.");
    }

    private static IEnumerable<(string Name, bool IsSupported)> Features() =>
    [
        ("AVX2", X86.Avx2.IsSupported),
        ("FMA", X86.Fma.IsSupported),
        ("AVX-VNNI", X86.AvxVnni.IsSupported),
        ("AVX-512", X86.Avx512F.IsSupported),
        ("NEON", Arm.AdvSimd.IsSupported),
        ("DotProd", Arm.Dp.IsSupported),
    ];
}
