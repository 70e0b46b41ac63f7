using FoundationModels.Grammars.Machine;

namespace FoundationModels;

/// <summary>A grammar that is ready for use. It belongs to no tokenizer, and any number of matchers on any threads may use it at once.</summary>
public sealed class CompiledGrammar
{
    private readonly GrammarMachine _machine;

    internal CompiledGrammar(GrammarMachine machine) => _machine = machine;

    internal GrammarState Start => _machine.Start;
}
