using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Inference.Onnx;

/// <summary>A graph's inputs and outputs bound to one sequence's caches, for one number of tokens at a time.</summary>
internal sealed class OnnxBinding(OrtIoBinding native) : IDisposable
{
    private OrtValue? _tokenValue;
    private OrtValue? _logitsValue;

    /// <summary>Gets the binding.</summary>
    public OrtIoBinding Native { get; } = native;

    /// <summary>Gets the number of tokens that it is bound for.</summary>
    public int Tokens { get; private set; }

    /// <summary>Gets the memory that the logits are bound to.</summary>
    public float[]? LogitsMemory { get; private set; }

    /// <summary>Binds the token ids and logits for another number of tokens.</summary>
    public void SetTokens(int tokens, long[] ids, float[] logits, long[] logitsShape)
    {
        OrtValue tokenValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, tokens), [1, tokens]);
        int count = (int)(logitsShape[1] * logitsShape[2]);
        OrtValue logitsValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, logits.AsMemory(0, count), logitsShape);
        Native.BindInput(OnnxGraphNames.Tokens, tokenValue);
        Native.BindOutput(OnnxGraphNames.Logits, logitsValue);
        _tokenValue?.Dispose();
        _logitsValue?.Dispose();
        (_tokenValue, _logitsValue, Tokens, LogitsMemory) = (tokenValue, logitsValue, tokens, logits);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Native.Dispose();
        _tokenValue?.Dispose();
        _logitsValue?.Dispose();
    }
}
