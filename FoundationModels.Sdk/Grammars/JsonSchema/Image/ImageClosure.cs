namespace FoundationModels.Grammars.JsonSchema;

/// <summary>All that a schema refers to.</summary>
internal sealed class ImageClosure
{
    private readonly SchemaTables _tables;
    private readonly Queue<int> _open = new();

    /// <summary>Follows a formula over schemas.</summary>
    /// <exception cref="GrammarRefusal">A schema cannot be enforced.</exception>
    public ImageClosure(SchemaTables tables, Formula root, CancellationToken cancellationToken)
    {
        _tables = tables;
        Schemas = new PoolClosure(_open.Enqueue);
        Numbers = new PoolClosure(static _ => { });
        Strings = new PoolClosure(static _ => { });
        Arrays = new PoolClosure(a => Schemas.Add(tables.ArrayAtoms[a].Value));
        Objects = new PoolClosure(AddObject);
        Schemas.Add(root);
        while (_open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddLeaf(_open.Dequeue());
        }

        foreach (PoolClosure pool in new[] { Schemas, Numbers, Strings, Arrays, Objects })
            pool.Close();
    }

    public PoolClosure Schemas { get; }

    public PoolClosure Numbers { get; }

    public PoolClosure Strings { get; }

    public PoolClosure Arrays { get; }

    public PoolClosure Objects { get; }

    private void AddLeaf(int leaf)
    {
        TypedFormula formula = _tables.Expand(_tables.Schemas.Atom(leaf));
        Numbers.Add(formula.Number);
        Strings.Add(formula.String);
        Arrays.Add(formula.Array);
        Objects.Add(formula.Object);
    }

    private void AddObject(int atom)
    {
        AddPatterns(_tables.ObjectAtoms[atom].Keys);
        Schemas.Add(_tables.ObjectAtoms[atom].Value);
    }

    private void AddPatterns(KeySet keys)
    {
        foreach (int pattern in keys.Patterns)
            Strings.Add(_tables.Strings.Atom(pattern));
        foreach (KeySet set in keys.Union)
            AddPatterns(set);
    }
}
