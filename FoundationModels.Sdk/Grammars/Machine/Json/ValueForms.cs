using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>A <see cref="ValueGoal"/> type by type.</summary>
internal sealed class ValueForms(JsonMachine machine, ValueGoal goal)
{
    private readonly TypedFormula _goal = machine.Tables.Expand(goal.Goal);
    private readonly TypedFormula[] _questions = [.. goal.Questions.Select(machine.Tables.Expand)];
    private TextForm? _number;
    private TextForm? _string;
    private ArraySituation? _array;
    private ObjectSituation? _object;

    /// <summary>Gets whether a string may be valid.</summary>
    public bool MayBeString => String is not null;

    /// <summary>Gets the language of strings, or null where no string is valid.</summary>
    public TextForm? String => (_string ??= TextForm.OfStrings(machine, _goal.String, [.. _questions.Select(q => q.String)])).OrNull;

    /// <summary>Gets the language of numbers, or null where no number is valid.</summary>
    public TextForm? Number => (_number ??= TextForm.OfNumbers(machine, _goal.Number, [.. _questions.Select(q => q.Number)])).OrNull;

    /// <summary>Gets the array before its first item, or null where no array is valid.</summary>
    public ArraySituation? Array
    {
        get
        {
            if (_goal.Array.IsFalse)
                return null;
            _array ??= machine.Arrays.Situation(_goal.Array, [.. _questions.Select(q => q.Array)], 0);
            return _array.CanComplete ? _array : null;
        }
    }

    /// <summary>Gets the object before its first property, or null where no object is valid.</summary>
    public ObjectSituation? Object
    {
        get
        {
            if (_goal.Object.IsFalse)
                return null;
            _object ??= machine.Objects.Begin(_goal.Object, [.. _questions.Select(q => q.Object)], Order());
            return _object.CanComplete ? _object : null;
        }
    }

    /// <summary>The answers for a constant, or -1 where it is not valid.</summary>
    public int Constant(JsonConstant constant)
    {
        if (!Holds(_goal, constant))
            return -1;
        bool[] answers = new bool[_questions.Length];
        for (int i = 0; i < answers.Length; i++)
            answers[i] = Holds(_questions[i], constant);
        return machine.Answers.Intern(answers);
    }

    private static bool Holds(TypedFormula formula, JsonConstant constant) => constant switch
    {
        JsonConstant.Null => formula.Null,
        JsonConstant.False => formula.False,
        _ => formula.True,
    };

    private IReadOnlyList<string> Order()
        => _questions.Length == 0 ? _goal.Order : [.. _goal.Order.Concat(_questions.SelectMany(q => q.Order)).Distinct(StringComparer.Ordinal)];
}
