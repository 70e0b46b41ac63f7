using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>A limit of what a model may generate for a value. <see cref="GenerationGuide"/> makes them.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class GenerationGuide<T>
{
    internal GenerationGuide(SchemaGuide guide) => Guide = guide;

    internal SchemaGuide Guide { get; }
}
