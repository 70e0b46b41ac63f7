using System.Globalization;
using System.Runtime.CompilerServices;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>
/// Says whether values fit a schema by trying keyword after keyword, without automata: slower than the grammar engine, and independent of it.
/// One instance validates one value.
/// </summary>
internal sealed class SchemaValidator
{
    private readonly CancellationToken _cancellationToken;
    private readonly List<string> _path = [];
    private readonly List<ValidationError> _errors = [];
    private int _quiet;
    private long _steps;

    private SchemaValidator(ValidationOptions options, CancellationToken cancellationToken)
    {
        Options = options;
        _cancellationToken = cancellationToken;
    }

    internal ValidationOptions Options { get; }

    /// <summary>Gets whether nobody wants to know more than that a value does not fit.</summary>
    internal bool IsDone => _quiet > 0 || _errors.Count >= Options.MaximumErrors;

    /// <summary>Validates a value.</summary>
    /// <exception cref="GrammarRefusal">The schema cannot be evaluated within the bounds, or has a pattern that is not one.</exception>
    public static ValidationResult Validate(
        SchemaNode schema, JsonLiteral instance, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        SchemaValidator validator = new(options ?? ValidationOptions.Default, cancellationToken);
        bool fits = validator.Fits(schema, instance, null, null);
        if (!fits && validator._errors.Count == 0)
            validator.Fail(schema.Pointer, "The value does not fit.");
        return new ValidationResult(validator._errors);
    }

    /// <summary>Whether a value fits a schema, with a note of the errors.</summary>
    internal bool Fits(SchemaNode node, JsonLiteral value, ValidationScope? scope, Evaluated? evaluated)
    {
        if (node.Always is { } always)
            return always || Fail(node.Pointer, "Nothing is allowed here.");
        if (++_steps > Options.MaximumSteps)
            throw new GrammarRefusal(node.Pointer, "Validating the value takes too many steps.");
        if ((_steps & 0xFFF) == 0)
            _cancellationToken.ThrowIfCancellationRequested();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new GrammarRefusal(node.Pointer, "The schema refers to itself without end, or nests too deep.");
        if (scope is null || scope.Resource != node.Resource)
            scope = new ValidationScope(scope, node.Resource);
        if (evaluated is null && (value.Kind == JsonLiteralKind.Object ? node.UnevaluatedProperties : node.UnevaluatedItems) is not null)
            evaluated = new Evaluated(Math.Max(value.Members.Count, value.Items.Count));

        bool fits = ScalarRules.Check(this, node, value);
        if (!fits && IsDone)
            return false;
        fits &= CheckCombinations(node, value, scope, evaluated);
        if (!fits && IsDone)
            return false;
        return fits & value.Kind switch
        {
            JsonLiteralKind.Array => ArrayRules.Check(this, node, value.Items, scope, evaluated),
            JsonLiteralKind.Object => new ObjectRules(this, node, value, scope, evaluated).Check(),
            _ => true,
        };
    }

    /// <summary>Whether a part of a value fits a schema, with a note of the errors.</summary>
    internal bool FitsBelow(SchemaNode node, JsonLiteral value, string step, ValidationScope scope)
    {
        _path.Add(step);
        bool fits = Fits(node, value, scope, null);
        _path.RemoveAt(_path.Count - 1);
        return fits;
    }

    /// <summary>Whether a part of a value fits a schema, with a note of the errors.</summary>
    internal bool FitsBelow(SchemaNode node, JsonLiteral value, int step, ValidationScope scope) =>
        FitsBelow(node, value, step.ToString(CultureInfo.InvariantCulture), scope);

    /// <summary>Whether a value fits a schema where it need not.</summary>
    internal bool Probe(SchemaNode node, JsonLiteral value, ValidationScope scope, Evaluated? evaluated = null)
    {
        _quiet++;
        bool fits = FitsInPlace(node, value, scope, evaluated);
        _quiet--;
        return fits;
    }

    /// <summary>Whether a value fits a schema; what that one evaluates counts only if it does.</summary>
    internal bool FitsInPlace(SchemaNode node, JsonLiteral value, ValidationScope scope, Evaluated? evaluated)
    {
        Evaluated? own = evaluated is null ? null : new Evaluated(Math.Max(value.Members.Count, value.Items.Count));
        if (!Fits(node, value, scope, own))
            return false;
        if (own is not null)
            evaluated!.Add(own);
        return true;
    }

    /// <summary>Notes an error. Always false.</summary>
    internal bool Fail(string pointer, string reason)
    {
        if (_quiet == 0 && _errors.Count < Options.MaximumErrors)
            _errors.Add(new ValidationError(string.Concat(_path.Select(p => "/" + JsonPointer.Escape(p))), pointer, reason));
        return false;
    }

    private bool CheckCombinations(SchemaNode node, JsonLiteral value, ValidationScope scope, Evaluated? evaluated)
    {
        bool fits = node.Ref is not { } target || FitsInPlace(target, value, scope, evaluated);
        if (node.DynamicRef is { } reference)
            fits &= FitsInPlace(scope.Resolve(reference), value, scope, evaluated);
        foreach (SchemaNode child in node.AllOf ?? [])
        {
            if (!fits && IsDone)
                return false;
            fits &= FitsInPlace(child, value, scope, evaluated);
        }

        if (node.AnyOf is { } any && CountFits(any, value, scope, evaluated, evaluated is null ? 1 : int.MaxValue) == 0)
            fits = Fail(node.Pointer + "/anyOf", "The value fits none of the alternatives.");
        if (node.OneOf is { } one && CountFits(one, value, scope, evaluated, 2) is var count && count != 1)
            fits = Fail(node.Pointer + "/oneOf", count == 0 ? "The value fits none of the alternatives." : "The value fits more than one of the alternatives.");
        if (node.Not is { } not && Probe(not, value, scope))
            fits = Fail(node.Pointer + "/not", "The value fits what is excluded.");
        if (node.If is { } condition && (Probe(condition, value, scope, evaluated) ? node.Then : node.Else) is { } consequence)
            fits &= FitsInPlace(consequence, value, scope, evaluated);
        return fits;
    }

    private int CountFits(IReadOnlyList<SchemaNode> alternatives, JsonLiteral value, ValidationScope scope, Evaluated? evaluated, int enough)
    {
        int count = 0;
        for (int i = 0; i < alternatives.Count && count < enough; i++)
        {
            if (Probe(alternatives[i], value, scope, evaluated))
                count++;
        }

        return count;
    }
}
