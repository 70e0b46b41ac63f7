namespace FoundationModels.Inference;

/// <summary>An adapter that a backend can run with. Disposing it while a response uses it ends that response with an <see cref="ObjectDisposedException"/>.</summary>
internal interface IBoundAdapter : IDisposable;
