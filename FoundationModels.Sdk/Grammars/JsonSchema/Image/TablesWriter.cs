namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Writes the tables of a schema.</summary>
internal sealed class TablesWriter(SchemaTables tables, Formula root, CancellationToken cancellationToken)
{
    private readonly ImageWriter _writer = new();
    private readonly ImageClosure _closure = new(tables, root, cancellationToken);
    private readonly KeySetNumbers _keys = new();
    private readonly StringNumbers _strings = new();

    /// <summary>Writes them.</summary>
    /// <exception cref="GrammarRefusal">A keyword cannot be enforced.</exception>
    public byte[] Write()
    {
        Pool(_closure.Schemas);
        Texts(_closure.Numbers, tables.NumberAtoms, isNumber: true);
        Texts(_closure.Strings, tables.StringAtoms, isNumber: false);
        ArrayAtoms();
        ObjectAtoms();
        Leaves();
        _writer.Number(tables.IntegerAtom >= 0 && _closure.Numbers.Atoms.Contains(tables.IntegerAtom) ? _closure.Numbers.NumberOf(tables.IntegerAtom) + 1 : 0);
        _writer.Number(_closure.Schemas.NumberOf(root));

        // The names are known only now.
        ImageWriter image = new();
        image.Number(_strings.Texts.Count);
        foreach (string text in _strings.Texts)
            image.Text(text);
        image.Append(_writer);
        return image.ToArray();
    }

    private void Pool(PoolClosure pool)
    {
        _writer.Number(pool.Atoms.Count);
        _writer.Number(pool.Formulas.Count);
        foreach (Formula formula in pool.Formulas)
        {
            _writer.Byte((int)formula.Kind);
            if (formula.Kind == FormulaKind.Atom)
            {
                _writer.Number(pool.NumberOf(formula.Atom));
                continue;
            }

            _writer.Number(formula.Parts.Length);
            foreach (Formula part in formula.Parts)
                _writer.Number(pool.NumberOf(part));
        }
    }

    private void Texts(PoolClosure pool, List<TextAtom> atoms, bool isNumber)
    {
        Pool(pool);
        foreach (int atom in pool.Atoms)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TextAtomImage.Write(_writer, atoms[atom], isNumber);
        }
    }

    private void ArrayAtoms()
    {
        Pool(_closure.Arrays);
        foreach (int atom in _closure.Arrays.Atoms)
        {
            ArrayAtom array = tables.ArrayAtoms[atom];
            _writer.Number(array.From);
            _writer.Bound(array.To);
            _writer.Number(array.AtLeast);
            _writer.Number(_closure.Schemas.NumberOf(array.Value));
        }
    }

    private void ObjectAtoms()
    {
        foreach (int atom in _closure.Objects.Atoms)
            _ = _keys[tables.ObjectAtoms[atom].Keys];
        _writer.Number(_keys.Sets.Count);
        foreach (KeySet set in _keys.Sets)
            Keys(set);
        Pool(_closure.Objects);
        foreach (int atom in _closure.Objects.Atoms)
        {
            _writer.Number(_keys[tables.ObjectAtoms[atom].Keys]);
            _writer.Number(tables.ObjectAtoms[atom].AtLeast);
            _writer.Number(_closure.Schemas.NumberOf(tables.ObjectAtoms[atom].Value));
        }
    }

    private void Keys(KeySet set)
    {
        if (set == KeySet.All)
        {
            _writer.Byte((int)KeySetKind.All);
        }
        else if (set.SingleName is { } name && tables.Name(name) == set)
        {
            _writer.Byte((int)KeySetKind.Name);
            _writer.Number(_strings[name]);
        }
        else
        {
            _writer.Byte((int)(set.Inverted ? KeySetKind.InvertedSet : KeySetKind.Set));
            Names(set.Names);
            _writer.Number(set.Patterns.Count);
            foreach (int pattern in set.Patterns)
                _writer.Number(_closure.Strings.NumberOf(pattern));
            _writer.Number(set.Union.Count);
            foreach (KeySet part in set.Union)
                _writer.Number(_keys[part]);
        }
    }

    private void Leaves()
    {
        foreach (int atom in _closure.Schemas.Atoms)
        {
            SchemaLeaf leaf = tables.Leaves[atom];
            TypedFormula formula = leaf.Formula!;
            LeafFlags flags = (formula.Null ? LeafFlags.Null : 0) | (formula.False ? LeafFlags.False : 0) | (formula.True ? LeafFlags.True : 0);
            _writer.Byte((int)(flags | (leaf.Literal is not null ? LeafFlags.Literal : 0)));
            if (leaf.Literal is { } literal)
                LiteralImage.Write(_writer, literal);
            _writer.Number(_closure.Numbers.NumberOf(formula.Number));
            _writer.Number(_closure.Strings.NumberOf(formula.String));
            _writer.Number(_closure.Arrays.NumberOf(formula.Array));
            _writer.Number(_closure.Objects.NumberOf(formula.Object));
            Names(formula.Order);
        }
    }

    private void Names(IReadOnlyCollection<string> names)
    {
        _writer.Number(names.Count);
        foreach (string name in names)
            _writer.Number(_strings[name]);
    }
}
