using FoundationModels.Grammars.Masks;

namespace FoundationModels.Grammars.Machine;

/// <summary>The masks of states after which the same tokens may come: a text with room for 500 more characters allows what one with room for 499 does.</summary>
internal sealed class SharedMasks
{
    /// <summary>Gets or sets the masks.</summary>
    public MaskSlot? Slot { get; set; }
}
