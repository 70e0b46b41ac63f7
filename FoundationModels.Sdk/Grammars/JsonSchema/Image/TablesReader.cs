namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Reads the tables of a schema.</summary>
internal sealed class TablesReader(ImageReader reader)
{
    private readonly SchemaTables _tables = new();
    private string[] _strings = [];
    private KeySet[] _keys = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">The bytes are no tables.</exception>
    public (SchemaTables Tables, Formula Root) Read()
    {
        _strings = new string[reader.Count()];
        for (int i = 0; i < _strings.Length; i++)
            _strings[i] = reader.Text();
        int leaves = Pool(_tables.Schemas);
        Texts(_tables.Numbers, _tables.NumberAtoms);
        Texts(_tables.Strings, _tables.StringAtoms);
        ArrayAtoms();
        ObjectAtoms();
        for (int i = 0; i < leaves; i++)
            Leaf();
        _tables.IntegerAtom = reader.Index(_tables.NumberAtoms.Count + 1) - 1;
        Formula root = Of(_tables.Schemas);
        return reader.IsAtEnd ? (_tables, root) : throw ImageReader.Damaged();
    }

    private Formula Of(FormulaPool pool) => pool[reader.Index(pool.Count)];

    private int Pool(FormulaPool pool)
    {
        int atoms = reader.Count();
        int count = reader.Count();
        int[] depths = new int[count + pool.Count];
        for (int i = 0; i < count; i++)
        {
            FormulaKind kind = (FormulaKind)reader.Byte();
            Formula? formula;
            if (kind == FormulaKind.Atom)
            {
                formula = pool.Load(reader.Index(atoms));
            }
            else
            {
                Formula[] parts = new Formula[reader.Count()];
                int depth = 0;
                for (int p = 0; p < parts.Length; p++)
                {
                    parts[p] = Of(pool);
                    depth = Math.Max(depth, depths[parts[p].Id]);
                }

                formula = depth < ImageLimits.Depth ? pool.Load(kind, parts) : null;
                depths[pool.Count - 1] = depth + 1;
            }

            if (formula is null)
                throw ImageReader.Damaged();
        }

        return atoms;
    }

    private void Texts(FormulaPool pool, List<TextAtom> atoms)
    {
        int count = Pool(pool);
        for (int i = 0; i < count; i++)
            atoms.Add(TextAtomImage.Read(reader));
    }

    private void ArrayAtoms()
    {
        int count = Pool(_tables.Arrays);
        for (int i = 0; i < count; i++)
        {
            ArrayAtom atom = new(reader.Number(), reader.Bound(), AtLeast: reader.Number(), Value: Of(_tables.Schemas));
            if (atom.From > atom.To || atom.Value.IsFalse || !_tables.Add(atom))
                throw ImageReader.Damaged();
        }
    }

    private void ObjectAtoms()
    {
        _keys = new KeySet[reader.Count()];
        for (int i = 0; i < _keys.Length; i++)
            _keys[i] = Keys(i);
        int count = Pool(_tables.Objects);
        for (int i = 0; i < count; i++)
        {
            ObjectAtom atom = new(_keys[reader.Index(_keys.Length)], AtLeast: reader.Number(), Value: Of(_tables.Schemas));
            if (atom.AtLeast == 0 || atom.Value.IsFalse || !_tables.Add(atom))
                throw ImageReader.Damaged();
        }
    }

    private KeySet Keys(int known)
    {
        KeySetKind kind = (KeySetKind)reader.Byte();
        switch (kind)
        {
            case KeySetKind.All:
                return KeySet.All;
            case KeySetKind.Name:
                return _tables.Name(_strings[reader.Index(_strings.Length)]);
            case KeySetKind.Set or KeySetKind.InvertedSet:
                string[] names = Names();
                int[] patterns = new int[reader.Count()];
                for (int i = 0; i < patterns.Length; i++)
                    patterns[i] = reader.Index(_tables.StringAtoms.Count);
                return new KeySet
                {
                    Names = names.Length > 1 ? new HashSet<string>(names, StringComparer.Ordinal) : names,
                    Patterns = patterns,
                    Union = Union(known),
                    Inverted = kind == KeySetKind.InvertedSet,
                };
            default:
                throw ImageReader.Damaged();
        }
    }

    private KeySet[] Union(int known)
    {
        KeySet[] union = new KeySet[reader.Count()];
        for (int i = 0; i < union.Length; i++)
        {
            union[i] = _keys[reader.Index(known)];

            // Unions of unions, which no schema makes, could be followed on ever more ways.
            if (union[i].Union.Count > 0)
                throw ImageReader.Damaged();
        }

        return union;
    }

    private void Leaf()
    {
        LeafFlags flags = (LeafFlags)reader.Byte();
        JsonLiteral? literal = (flags & LeafFlags.Literal) != 0 ? LiteralImage.Read(reader) : null;
        TypedFormula formula = new()
        {
            Null = (flags & LeafFlags.Null) != 0,
            False = (flags & LeafFlags.False) != 0,
            True = (flags & LeafFlags.True) != 0,
            Number = Of(_tables.Numbers),
            String = Of(_tables.Strings),
            Array = Of(_tables.Arrays),
            Object = Of(_tables.Objects),
            Order = Names(),
        };
        if (flags > (LeafFlags.Null | LeafFlags.False | LeafFlags.True | LeafFlags.Literal) || !_tables.Add(new SchemaLeaf { Literal = literal, Formula = formula }))
            throw ImageReader.Damaged();
    }

    private string[] Names()
    {
        string[] names = new string[reader.Count()];
        for (int i = 0; i < names.Length; i++)
            names[i] = _strings[reader.Index(_strings.Length)];
        return names;
    }
}
