namespace FoundationModels.Grammars.Machine;

/// <summary>The machines of the arguments of tools. Each schema is compiled when the tools are given, so that a wrong one is refused then; of many tools, most are compiled once more when they are called.</summary>
/// <remarks>A machine takes some 60 KB, and hardly any of many tools is ever called: to keep all of them costs more, in memory and in time for the garbage collector, than to make one again.</remarks>
internal sealed class ToolArguments
{
    private const int MostKept = 32;

    private readonly IReadOnlyList<KeyValuePair<string, JsonSchemaGrammar>> _tools;
    private readonly Func<JsonSchemaGrammar, CancellationToken, JsonMachine> _make;
    private readonly JsonMachine?[] _machines;
    private readonly int[] _lengths;

    /// <summary>Compiles the schemas.</summary>
    /// <param name="tools">The tools, by name.</param>
    /// <param name="make">Makes the machine of a schema. It is called later, too.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GrammarRefusal">A schema cannot be enforced.</exception>
    public ToolArguments(IReadOnlyList<KeyValuePair<string, JsonSchemaGrammar>> tools, Func<JsonSchemaGrammar, CancellationToken, JsonMachine> make, CancellationToken cancellationToken)
    {
        _tools = tools;
        _make = make;
        _machines = new JsonMachine?[tools.Count];
        _lengths = new int[tools.Count];
        for (int i = 0; i < tools.Count; i++)
        {
            JsonMachine machine = Make(i, cancellationToken);
            _lengths[i] = machine.ShortestLength;
            _machines[i] = i < MostKept ? machine : null;
        }
    }

    /// <summary>Gets the machine of a tool's arguments. Under the lock.</summary>
    public JsonMachine this[int tool] => _machines[tool] ??= Make(tool, CancellationToken.None);

    /// <summary>The number of bytes that the arguments of a tool have at least.</summary>
    public int LengthOf(int tool) => _lengths[tool];

    private JsonMachine Make(int tool, CancellationToken cancellationToken)
    {
        try
        {
            return _make(_tools[tool].Value, cancellationToken);
        }
        catch (GrammarRefusal e)
        {
            throw new GrammarRefusal(e.Pointer, $"The arguments of the tool {_tools[tool].Key} cannot be enforced: {e.Reason}");
        }
    }
}
