namespace FoundationModels.Tokenization.Patterns;

/// <summary>An instruction of a compiled pattern.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Set">The set that it takes from, where it has one.</param>
/// <param name="Target">Where to go on, or the kind of an anchor.</param>
/// <param name="Minimum">The fewest repeats of a run, or how far a look-behind goes back.</param>
/// <param name="Maximum">The most repeats of a run.</param>
internal readonly record struct PatternInstruction(
    PatternOperation Operation,
    CodePointSet? Set = null,
    int Target = 0,
    int Minimum = 0,
    int Maximum = 0);
