using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>Compiles the grammars of requests, and keeps those that were used last: the same types are asked for again and again.</summary>
internal sealed class ResponseGrammars
{
    private const int Capacity = 64;

    private readonly Lock _gate = new();
    private readonly GrammarCompiler _compiler = new();
    private readonly Dictionary<object, LinkedListNode<(object Key, CompiledGrammar Grammar)>> _known = [];
    private readonly LinkedList<(object Key, CompiledGrammar Grammar)> _used = new();

    /// <summary>The grammar of a request; null where its answer is free.</summary>
    /// <exception cref="GrammarException">It cannot be enforced.</exception>
    public CompiledGrammar? Find(LanguageModelRequest request, ToolCallFormat format, CancellationToken cancellationToken)
    {
        if (request.ToolCallingMode != ToolCallingMode.None)
        {
            ToolGrammarKey key = ToolGrammarKey.Of(request);
            return Find(key, () => _compiler.Compile(key.ToGrammar(format), cancellationToken));
        }

        if (request.Grammar is { } grammar)
            return Find(grammar, () => _compiler.Compile(grammar, cancellationToken));
        return request.ResponseSchema is { } schema
            ? Find(schema, () => _compiler.Compile(Grammar.FromImage(schema.CompiledGrammar, schema.ToJsonSchema()), cancellationToken))
            : null;
    }

    private CompiledGrammar Find(object key, Func<CompiledGrammar> compile)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(key, out LinkedListNode<(object, CompiledGrammar Grammar)>? node))
            {
                _used.Remove(node);
                _used.AddFirst(node);
                return node.Value.Grammar;
            }
        }

        CompiledGrammar grammar = compile();
        lock (_gate)
        {
            if (_known.TryAdd(key, new((key, grammar))))
                _used.AddFirst(_known[key]);
            if (_used.Count > Capacity)
            {
                _known.Remove(_used.Last!.Value.Key);
                _used.RemoveLast();
            }
        }

        return grammar;
    }
}
