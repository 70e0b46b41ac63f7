using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Finds a set of literals that makes a formula true and that can really come about.</summary>
internal sealed class Implicants(FormulaPool pool, int maximumSteps)
{
    private const int PartsPerStep = 3;

    private int _steps;

    /// <summary>Tries sets of literals until one is feasible.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="isFeasible">Whether literals, given as formulas, can all become true.</param>
    /// <returns>Whether there is such a set.</returns>
    /// <exception cref="GrammarRefusal">The search takes too many steps.</exception>
    public bool Any(Formula formula, Func<IReadOnlyList<Formula>, bool> isFeasible)
    {
        if (formula.IsTrue || formula.IsFalse)
            return formula.IsTrue && isFeasible([]);
        if (formula.IsLiteral)
            return isFeasible([formula]);
        if (formula.Kind == FormulaKind.And && Array.TrueForAll(formula.Parts, p => p.IsLiteral))
            return isFeasible(formula.Parts);
        _steps = 0;
        return Search([formula], [], isFeasible);
    }

    private bool Search(List<Formula> open, List<Formula> literals, Func<IReadOnlyList<Formula>, bool> isFeasible)
    {
        _steps += 1 + ((open.Count + literals.Count) / PartsPerStep);
        if (_steps > maximumSteps)
            throw new GrammarRefusal("", "The alternatives of the schema are too many to find out how a value can be completed. Use fewer branches in oneOf, anyOf or not.");
        int literalsBefore = literals.Count;
        try
        {
            // What leaves no choice comes first.
            for (int i = 0; i < open.Count; i++)
            {
                Formula formula = open[i];
                switch (formula.Kind)
                {
                    case FormulaKind.True:
                        break;
                    case FormulaKind.False:
                        return false;
                    case FormulaKind.And:
                        open.AddRange(formula.Parts);
                        break;
                    case FormulaKind.Not when formula.Parts[0].Kind == FormulaKind.Or:
                        open.AddRange(formula.Parts[0].Parts.Select(pool.Not));
                        break;
                    case FormulaKind.Atom or FormulaKind.Not when formula.IsLiteral:
                        if (literals.Contains(pool.Not(formula)))
                            return false;
                        if (!literals.Contains(formula))
                            literals.Add(formula);
                        break;
                    default:
                        continue;
                }

                open.RemoveAt(i--);
            }

            if (open.Count == 0)
                return isFeasible(literals);
            if (literals.Count > literalsBefore && !isFeasible(literals))
                return false;
            return Branch(open, literals, isFeasible);
        }
        finally
        {
            literals.RemoveRange(literalsBefore, literals.Count - literalsBefore);
        }
    }

    private bool Branch(List<Formula> open, List<Formula> literals, Func<IReadOnlyList<Formula>, bool> isFeasible)
    {
        Formula formula = Reduce(open[0], literals);
        List<Formula> rest = open.GetRange(1, open.Count - 1);
        if (!IsChoice(formula))
            return Search([.. rest, formula], literals, isFeasible);
        foreach (Formula[] alternative in Alternatives(formula))
        {
            if (Search([.. rest, .. alternative], literals, isFeasible))
                return true;
        }

        return false;
    }

    private Formula Reduce(Formula formula, List<Formula> literals) => literals.Count == 0 ? formula : pool.Substitute(formula, atom =>
    {
        Formula plain = pool.Atom(atom);
        return literals.Contains(plain) ? pool.True : literals.Contains(pool.Not(plain)) ? pool.False : null;
    });

    private static bool IsChoice(Formula formula)
        => formula.Kind is FormulaKind.Or or FormulaKind.One || (formula.Kind == FormulaKind.Not && formula.Parts[0].Kind is FormulaKind.And or FormulaKind.One);

    private IEnumerable<Formula[]> Alternatives(Formula formula)
    {
        Formula[] parts = formula.Kind == FormulaKind.Not ? formula.Parts[0].Parts : formula.Parts;
        if (formula.Kind == FormulaKind.Or)
            return parts.Select(p => new[] { p });
        if (formula.Kind == FormulaKind.One)
            return parts.Select(p => (Formula[])[p, .. parts.Where(o => o != p).Select(pool.Not)]);
        if (formula.Parts[0].Kind == FormulaKind.And)
            return parts.Select(p => new[] { pool.Not(p) });
        return NotOne(parts);
    }

    private IEnumerable<Formula[]> NotOne(Formula[] parts)
    {
        yield return Array.ConvertAll(parts, pool.Not);
        for (int i = 0; i < parts.Length; i++)
        {
            for (int j = i + 1; j < parts.Length; j++)
                yield return [parts[i], parts[j]];
        }
    }
}
