using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Machine;

/// <summary>Texts of a language without structure: of a pattern, one of several, or any up to a length.</summary>
internal sealed class LanguageMachine : GrammarMachine
{
    private readonly Dictionary<int, LanguageState> _states = [];
    private readonly Dictionary<(ulong Language, int State), SharedMasks> _masks = [];

    /// <summary>Prepares a language.</summary>
    /// <param name="language">The language.</param>
    /// <exception cref="GrammarRefusal">It has no text.</exception>
    public LanguageMachine(TextLanguage language)
    {
        Language = language;
        lock (Gate)
            Start = StateAt(language.Start) ?? throw new GrammarRefusal("", "no text is allowed");
    }

    /// <inheritdoc/>
    public override GrammarState Start { get; }

    /// <summary>Gets the language.</summary>
    public TextLanguage Language { get; }

    /// <summary>Gets the lock under which states are made.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The texts of an automaton.</summary>
    public static LanguageMachine Of(ByteAutomaton automaton) =>
        new(automaton.IsEmpty ? throw new GrammarRefusal("", "no text is allowed") : new AutomatonLanguage(automaton));

    /// <summary>Any text up to a length.</summary>
    /// <param name="maximumLength">The most code points, or null for any number.</param>
    /// <exception cref="GrammarRefusal">The length is below zero.</exception>
    public static LanguageMachine OfLength(int? maximumLength)
    {
        if (maximumLength < 0)
            throw new GrammarRefusal("", $"a text can't have at most {maximumLength} characters");
        // A state of a bounded language is one number; no text gets as long as what doesn't fit.
        return maximumLength is { } most && most < int.MaxValue / ByteAutomaton.AnyText.StateCount
            ? new LanguageMachine(new BoundedLanguage(ByteAutomaton.AnyText, most))
            : Of(ByteAutomaton.AnyText);
    }

    /// <summary>The state for one of the language, or null for none.</summary>
    public LanguageState? StateAt(int state)
    {
        if (state == TextLanguage.Dead)
            return null;
        if (_states.TryGetValue(state, out var known))
            return known;
        var identity = Language.Identity(state);
        if (!_masks.TryGetValue(identity, out var masks))
            _masks.Add(identity, masks = new SharedMasks());
        return _states[state] = new LanguageState(this, state, masks);
    }
}
