namespace FoundationModels.Grammars.Machine;

/// <summary>A property that may come next.</summary>
/// <param name="KeyClass">The class of its name.</param>
/// <param name="Choice">What its value has to fit.</param>
internal sealed record ObjectMember(int KeyClass, MemberChoice Choice);
