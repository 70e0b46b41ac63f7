using System.Diagnostics.CodeAnalysis;
using FoundationModels.Sessions;

namespace FoundationModels;

/// <summary>A response while it is being generated, whose content has the same type before and after it is complete.</summary>
/// <typeparam name="T">The type of the content.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "It has the name of its counterpart in Apple's framework.")]
public sealed class ResponseStream<T> : ResponseStream<T, T>
{
    internal ResponseStream(Func<CancellationToken, Turn> begin, Func<ISnapshotReader<T>> read, Func<string, ParsedResponse<T>> parse)
        : base(begin, read, parse)
    {
    }
}
