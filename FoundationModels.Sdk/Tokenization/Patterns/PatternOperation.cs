namespace FoundationModels.Tokenization.Patterns;

/// <summary>What an instruction of a compiled pattern does.</summary>
internal enum PatternOperation : byte
{
    /// <summary>The match, or the sub-match, is complete.</summary>
    Accept,

    /// <summary>Takes one code point of the set.</summary>
    One,

    /// <summary>Takes as many code points of the set as allowed, and gives them back one by one.</summary>
    Run,

    /// <summary>As <see cref="Run"/>, and gives none back.</summary>
    PossessiveRun,

    /// <summary>Goes on at the target.</summary>
    Jump,

    /// <summary>Goes on at the next instruction and later, if that fails, at the target. With a set, only if it has the next code point.</summary>
    Try,

    /// <summary>Goes on at the target and later, if that fails, at the next instruction.</summary>
    TryLater,

    /// <summary>Runs the instructions up to the target as a match of their own and forgets their other ways.</summary>
    Atomic,

    /// <summary>Goes on at the target where the instructions in between match here.</summary>
    Ahead,

    /// <summary>Goes on at the target where the instructions in between do not match here.</summary>
    NotAhead,

    /// <summary>As <see cref="Ahead"/>, a fixed number of code points back.</summary>
    Behind,

    /// <summary>As <see cref="NotAhead"/>, a fixed number of code points back.</summary>
    NotBehind,

    /// <summary>Holds at positions of one kind.</summary>
    Anchor,
}
