namespace FoundationModels.Adapters.Files;

/// <summary>The files of a package, wherever they are.</summary>
internal interface IAdapterSource
{
    /// <summary>The content of a file; it is valid as long as the source is.</summary>
    /// <param name="name">The file's name in the package.</param>
    /// <param name="limit">The most bytes of it.</param>
    /// <exception cref="AdapterFormatException">The file is absent, damaged or too large.</exception>
    ReadOnlySpan<byte> Read(string name, int limit);
}
