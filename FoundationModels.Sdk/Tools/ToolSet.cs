using FoundationModels.Generation;

namespace FoundationModels.Tools;

/// <summary>The tools of a session.</summary>
internal sealed class ToolSet
{
    private readonly Dictionary<string, ITool> _tools = new(StringComparer.Ordinal);

    private ToolSet(IEnumerable<ITool> tools, ToolOptions options)
    {
        Options = options;
        List<ToolDefinition> definitions = [];
        foreach (ITool tool in tools)
        {
            ToolDefinition definition = tool.Definition;
            if (!_tools.TryAdd(definition.Name, tool))
                throw new ArgumentException($"Two tools have the name {definition.Name}. Give each tool of a session a name of its own.", nameof(tools));
            definitions.Add(definition);
        }

        Definitions = ValueList.Copy(definitions);
    }

    /// <summary>Gets the set of no tools.</summary>
    public static ToolSet Empty { get; } = new([], new ToolOptions());

    /// <summary>Gets how the tools are called.</summary>
    public ToolOptions Options { get; }

    /// <summary>Gets how a model sees the tools.</summary>
    public IReadOnlyList<ToolDefinition> Definitions { get; }

    /// <summary>The tools of sources.</summary>
    /// <exception cref="ArgumentException">A source is null, or two tools have one name.</exception>
    public static ToolSet Of(IEnumerable<IToolSource> sources, ToolOptions? options)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return new ToolSet(sources.SelectMany(s => (s ?? throw new ArgumentException("A source of tools is null.", nameof(sources))).Tools), options ?? new ToolOptions());
    }

    /// <summary>The tool with a name, or null.</summary>
    public ITool? Find(string name) => _tools.GetValueOrDefault(name);
}
