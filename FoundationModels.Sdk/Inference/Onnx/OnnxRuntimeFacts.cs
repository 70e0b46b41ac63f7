using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Inference.Onnx;

/// <summary>What is known of the ONNX Runtime that this process loads, for reports.</summary>
/// <param name="Version">The native library's version; null where it cannot be loaded.</param>
/// <param name="Providers">The execution providers that the library was built with, as in "CPU" or "CUDA", the preferred one first.</param>
/// <param name="Problem">Why the library cannot be loaded, or null.</param>
internal sealed record OnnxRuntimeFacts(string? Version, IReadOnlyList<string> Providers, string? Problem)
{
    private const string Suffix = "ExecutionProvider";

    /// <summary>Loads the library where that was not done yet, and asks it.</summary>
    public static OnnxRuntimeFacts Read()
    {
        try
        {
            OrtEnv environment = OrtEnv.Instance();
            string[] providers = environment.GetAvailableProviders();
            return new OnnxRuntimeFacts(
                environment.GetVersionString(),
                [.. providers.Select(p => p.EndsWith(Suffix, StringComparison.Ordinal) ? p[..^Suffix.Length] : p)],
                null);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or OnnxRuntimeException)
        {
            return new OnnxRuntimeFacts(null, [], (e.InnerException ?? e).Message);
        }
    }
}
