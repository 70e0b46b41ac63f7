namespace FoundationModels.Packages;

/// <summary>A hash that is remembered with the stamp for which it holds.</summary>
/// <param name="Length">The file's length.</param>
/// <param name="Ticks">The file's time of last change.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal.</param>
internal sealed record FileHash(long Length, long Ticks, string Sha256);
