namespace FoundationModels.Sessions;

/// <summary>Text that came since the update before, and the tokens up to it.</summary>
internal readonly record struct TurnUpdate(string Delta, Usage Usage);
