using FoundationModels.Adapters;

namespace FoundationModels.Sdk.Tests.Adapters;

/// <summary>The files of the toy adapter, for packages that are made by hand.</summary>
internal static class ToyZip
{
    public static IReadOnlyList<(string Name, byte[] Content)> Entries(string folder)
    {
        ToyAdapter.Write(folder);
        return
        [
            (AdapterMetadata.FileName, File.ReadAllBytes(Path.Combine(folder, AdapterMetadata.FileName))),
            (AdapterMetadata.WeightsFile, File.ReadAllBytes(Path.Combine(folder, AdapterMetadata.WeightsFile))),
        ];
    }
}
