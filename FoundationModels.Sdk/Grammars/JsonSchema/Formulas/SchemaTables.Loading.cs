namespace FoundationModels.Grammars.JsonSchema;

/// <content>What puts tables together from a compiled grammar. Formulas come from there too, so none are made here.</content>
internal sealed partial class SchemaTables
{
    /// <summary>Adds an atom of arrays.</summary>
    /// <returns>False if it is there already.</returns>
    public bool Add(ArrayAtom atom)
    {
        if (_arrayAtoms.ContainsKey(atom))
            return false;
        _arrayAtoms.Add(atom, ArrayAtoms.Count);
        ArrayAtoms.Add(atom);
        return true;
    }

    /// <summary>Adds an atom of objects.</summary>
    /// <returns>False if it is there already.</returns>
    public bool Add(ObjectAtom atom)
    {
        if (_objectAtoms.ContainsKey(atom))
            return false;
        _objectAtoms.Add(atom, ObjectAtoms.Count);
        ObjectAtoms.Add(atom);
        return true;
    }

    /// <summary>Adds a leaf that is worked out.</summary>
    /// <returns>False if its value has a leaf already.</returns>
    public bool Add(SchemaLeaf leaf)
    {
        if (leaf.Literal is { } literal)
        {
            if (_literals.ContainsKey(literal))
                return false;
            _literals.Add(literal, Leaves.Count);
        }

        Leaves.Add(leaf);
        return true;
    }
}
