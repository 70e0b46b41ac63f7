using System.Runtime.InteropServices;

using FoundationModels.Inference.Onnx;

namespace FoundationModels.Cli.Doctor;

/// <summary>Looks for ONNX Runtime.</summary>
internal static class RuntimeChecks
{
    /// <summary>Makes the checks.</summary>
    public static IEnumerable<DoctorCheck> Run() => Of(OnnxRuntimeFacts.Read());

    /// <summary>What is said about a runtime.</summary>
    public static IEnumerable<DoctorCheck> Of(OnnxRuntimeFacts facts)
    {
        if (facts.Version is null)
        {
            yield return new DoctorCheck(
                "ONNX Runtime",
                DoctorStatus.Missing,
                $"its native library cannot be loaded: {facts.Problem}",
                $"Reference the package Microsoft.ML.OnnxRuntime and publish for this platform ({RuntimeInformation.RuntimeIdentifier}).");
            yield break;
        }

        yield return new DoctorCheck("ONNX Runtime", DoctorStatus.Ok, facts.Version);
        yield return new DoctorCheck("Providers", DoctorStatus.Ok, string.Join(", ", facts.Providers));
    }
}
