using System.Collections.Frozen;
using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>All tests by name.</summary>
internal static class TestTable
{
    private static readonly FrozenDictionary<string, TemplateTest> Tests = new Dictionary<string, TemplateTest>(StringComparer.Ordinal)
    {
        ["defined"] = Simple(v => v is not UndefinedValue),
        ["undefined"] = Simple(v => v is UndefinedValue),
        ["none"] = Simple(v => v is NoneValue),
        ["boolean"] = Simple(v => v is BooleanValue),
        ["true"] = Simple(v => v is BooleanValue { Value: true }),
        ["false"] = Simple(v => v is BooleanValue { Value: false }),
        ["integer"] = Simple(v => v is IntegerValue),
        ["float"] = Simple(v => v is FloatValue),
        ["number"] = Simple(PythonNumbers.IsNumber),
        ["string"] = Simple(v => v is StringValue),
        ["mapping"] = Simple(v => v is DictionaryValue),
        ["sequence"] = Simple(v => v is StringValue or ListValue or DictionaryValue or UndefinedValue or SequenceViewValue { IsIndexed: true }),
        ["iterable"] = Simple(v => v.Enumerate() is not null),
        ["callable"] = Simple(v => v.IsCallable),
        ["escaped"] = Simple(v => v is StringValue { IsMarkup: true }),
        ["odd"] = (state, input, arguments) => Remainder(state, input, arguments, "odd", 2) == 1,
        ["even"] = (state, input, arguments) => Remainder(state, input, arguments, "even", 2) == 0,
        ["divisibleby"] = (state, input, arguments) => IsZero(
            PythonArithmetic.Apply(state, "%", input, arguments.Bind("divisibleby", 1, "num")[0]!)),
        ["lower"] = (state, input, arguments) => HasCase(state, input, arguments, "lower"),
        ["upper"] = (state, input, arguments) => HasCase(state, input, arguments, "upper"),
        ["filter"] = (_, input, arguments) => Named(input, arguments, "filter", FilterTable.Contains),
        ["test"] = (_, input, arguments) => Named(input, arguments, "test", Contains),
        ["sameas"] = (_, input, arguments) => IsSame(input, arguments.Bind("sameas", 1, "other")[0]!),
        ["in"] = Comparison("in"),
        ["=="] = Comparison("=="),
        ["eq"] = Comparison("=="),
        ["equalto"] = Comparison("=="),
        ["!="] = Comparison("!="),
        ["ne"] = Comparison("!="),
        [">"] = Comparison(">"),
        ["gt"] = Comparison(">"),
        ["greaterthan"] = Comparison(">"),
        [">="] = Comparison(">="),
        ["ge"] = Comparison(">="),
        ["<"] = Comparison("<"),
        ["lt"] = Comparison("<"),
        ["lessthan"] = Comparison("<"),
        ["<="] = Comparison("<="),
        ["le"] = Comparison("<="),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The test of that name.</summary>
    /// <exception cref="TemplateFault">There is none.</exception>
    public static TemplateTest Get(string name) =>
        Tests.TryGetValue(name, out TemplateTest? test) ? test : throw new TemplateFault($"No test named '{name}' found.");

    private static bool Contains(string name) => Tests.ContainsKey(name);

    private static TemplateTest Simple(Func<TemplateValue, bool> holds) => (_, input, arguments) =>
    {
        arguments.Bind("test", 0);
        return holds(input);
    };

    private static TemplateTest Comparison(string name) => (state, input, arguments) =>
        PythonComparison.Holds(state, name, input, arguments.Bind(name, 1, "other")[0]!);

    private static BigInteger Remainder(RenderState state, TemplateValue input, CallArguments arguments, string name, int divisor)
    {
        arguments.Bind(name, 0);
        TemplateValue remainder = PythonArithmetic.Apply(state, "%", input, new IntegerValue(divisor));
        return PythonNumbers.TryInteger(remainder, out BigInteger integer) ? integer
            : remainder is FloatValue { Value: 0 or 1 } number ? new BigInteger(number.Value) : -1;
    }

    private static bool IsZero(TemplateValue value) => PythonNumbers.TryDouble(value, out double number) && number == 0;

    private static bool HasCase(RenderState state, TemplateValue input, CallArguments arguments, string name)
    {
        arguments.Bind(name, 0);
        return StringPredicates.HasCase(PythonText.ToText(state, input).Plain, isUpper: name == "upper");
    }

    private static bool Named(TemplateValue input, CallArguments arguments, string name, Func<string, bool> exists)
    {
        arguments.Bind(name, 0);
        return input is StringValue text && exists(text.Plain);
    }

    private static bool IsSame(TemplateValue left, TemplateValue right) => ReferenceEquals(left, right)
        || (left is IntegerValue a && right is IntegerValue b && a.Value == b.Value && a.Value >= -5 && a.Value <= 256);
}
