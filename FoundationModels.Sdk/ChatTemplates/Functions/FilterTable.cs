using System.Collections.Frozen;

namespace FoundationModels.ChatTemplates;

/// <summary>All filters by name.</summary>
internal static class FilterTable
{
    private static readonly FrozenDictionary<string, TemplateOperation> Filters = TextFilters.All
        .Concat(NumberFilters.All)
        .Concat(SequenceFilters.All)
        .Concat(SelectionFilters.All)
        .Concat(JsonFilters.All)
        .ToFrozenDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    /// <summary>The filter of that name.</summary>
    /// <exception cref="TemplateFault">There is none.</exception>
    public static TemplateOperation Get(string name) =>
        Filters.TryGetValue(name, out TemplateOperation? filter) ? filter : throw new TemplateFault($"No filter named '{name}' found.");

    /// <summary>Whether there is a filter of that name.</summary>
    public static bool Contains(string name) => Filters.ContainsKey(name);
}
