namespace FoundationModels.Generators.Model;

/// <summary>All generable types that a compilation has or refers to.</summary>
internal sealed class SpecGraph
{
    private readonly Dictionary<string, GenerableSpec> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<GenerableSpec>> _derived = new(StringComparer.Ordinal);

    public SpecGraph(IEnumerable<GenerableSpec> types)
    {
        foreach (GenerableSpec type in types)
        {
            // A type of this compilation is known better than as a reference.
            if (!_types.TryGetValue(type.Type.FullName, out GenerableSpec? known) || (type.IsDeclaredHere && !known.IsDeclaredHere))
                _types[type.Type.FullName] = type;
        }

        foreach (GenerableSpec type in _types.Values.Where(t => t.Union is not null).OrderBy(t => t.Type.FullName, StringComparer.Ordinal))
        {
            if (!_derived.TryGetValue(type.Union!, out List<GenerableSpec>? siblings))
                _derived[type.Union!] = siblings = [];
            siblings.Add(type);
        }
    }

    /// <summary>The type with all that it contains; null when something is wrong with one of them, which is reported there.</summary>
    public SpecClosure? Close(GenerableSpec root)
    {
        List<GenerableSpec> met = [root];
        HashSet<string> seen = [root.Type.FullName];
        for (int i = 0; i < met.Count; i++)
        {
            foreach (string key in References(met[i]))
            {
                if (!seen.Add(key))
                    continue;
                if (!_types.TryGetValue(key, out GenerableSpec? type))
                    return null;
                met.Add(type);
            }
        }

        return new SpecClosure(root, met.ToEquatableArray());
    }

    private IEnumerable<string> References(GenerableSpec type)
    {
        // The union of a case is needed too: the case's code overrides that of the union.
        if (type.Union is { } union)
            yield return union;
        if (type.Kind == GenerableKind.Union)
        {
            foreach (GenerableSpec derived in _derived.TryGetValue(type.Type.FullName, out List<GenerableSpec>? cases) ? cases : [])
                yield return derived.Type.FullName;
            yield break;
        }

        foreach (PropertySpec property in type.Properties)
        {
            ValueSpec value = property.Value;
            while (value is ListSpec or MapSpec)
                value = value is ListSpec list ? list.Element : ((MapSpec)value).Element;
            if (value is ReferenceSpec reference)
                yield return reference.Type;
        }
    }
}
