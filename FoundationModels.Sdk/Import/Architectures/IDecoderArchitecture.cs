namespace FoundationModels.Import.Architectures;

/// <summary>A decoder whose hyperparameters and tensors have been read and checked, and which can write itself as a graph.</summary>
internal interface IDecoderArchitecture
{
    /// <summary>Gets the decoder's sizes.</summary>
    DecoderShape Shape { get; }
    /// <summary>Adds the whole decoder, from token ids to logits.</summary>
    void Build(IDecoderGraph graph);
}
