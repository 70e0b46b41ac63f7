namespace FoundationModels.Grammars.JsonSchema;

/// <content>What fills a pool from a compiled grammar, in the order in which another pool made its formulas.</content>
internal sealed partial class FormulaPool
{
    /// <summary>Adds an atom.</summary>
    /// <returns>Null if it is there already.</returns>
    public Formula? Load(int atom) => _atoms.ContainsKey(atom) ? null : Atom(atom);

    /// <summary>Adds a formula of others.</summary>
    /// <returns>Null if it is there already, or if a pool would have made another one of these parts.</returns>
    public Formula? Load(FormulaKind kind, Formula[] parts)
    {
        bool isNot = kind == FormulaKind.Not;
        if (!isNot && kind is not (FormulaKind.And or FormulaKind.Or or FormulaKind.One))
            return null;
        if (isNot ? parts.Length != 1 : parts.Length < 2)
            return null;

        // Of "exactly one", the same part may come twice.
        int least = True.Id;
        foreach (Formula part in parts)
        {
            if (part.Id < least || (part.Id == least && kind != FormulaKind.One) || part.IsTrue || (part.Kind == kind && kind != FormulaKind.One))
                return null;
            least = part.Id;
        }

        int count = Count;
        Formula formula = Intern(kind, parts);
        return Count > count ? formula : null;
    }
}
