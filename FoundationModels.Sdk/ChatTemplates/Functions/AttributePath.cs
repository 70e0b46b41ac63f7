using System.Globalization;
using System.Numerics;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>What the argument <c>attribute</c> of a filter selects: a path of names and indices with dots between them.</summary>
internal static class AttributePath
{
    /// <summary>The selection for one path; everything selects itself where there is none.</summary>
    public static Func<TemplateValue, TemplateValue> Parse(TemplateValue? attribute, TemplateValue? fallback)
    {
        if (attribute is null or NoneValue)
            return value => value;
        IReadOnlyList<TemplateValue> path = attribute is StringValue text ? [.. text.Plain.Split('.').Select(Part)] : [attribute];
        return value =>
        {
            foreach (TemplateValue part in path)
            {
                value = ItemExpression.Get(value, part);
                if (value is UndefinedValue && fallback is not null)
                    value = fallback;
            }

            return value;
        };
    }

    /// <summary>The selection for paths with commas between them: a list of what each selects.</summary>
    public static Func<TemplateValue, TemplateValue> ParseSeveral(TemplateValue? attribute, Func<TemplateValue, TemplateValue> normalize)
    {
        Func<TemplateValue, TemplateValue>[] paths = attribute is StringValue text
            ? [.. text.Plain.Split(',').Select(p => Parse(new StringValue(p, TextProvenance.Template), null))]
            : [Parse(attribute, null)];
        return value => new ListValue([.. paths.Select(p => normalize(p(value)))]);
    }

    private static TemplateValue Part(string text) =>
        text.Length > 0 && text.All(char.IsAsciiDigit)
            ? new IntegerValue(BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture))
            : new StringValue(text, TextProvenance.Template);
}
