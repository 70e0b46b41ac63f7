using System.Text;

namespace FoundationModels.Generators.Tools;

/// <summary>Names of tools.</summary>
internal static class ToolNames
{
    private const int LongestName = 64;

    /// <summary>The name that a method's name gives, as in find_order of FindOrderAsync: models know such names best.</summary>
    public static string Of(string method)
    {
        if (method.Length > 5 && method.EndsWith("Async", StringComparison.Ordinal))
            method = method.Substring(0, method.Length - 5);
        StringBuilder name = new();
        for (int i = 0; i < method.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(method[i]) && (!char.IsUpper(method[i - 1]) || (i + 1 < method.Length && char.IsLower(method[i + 1])));
            if (startsWord && method[i - 1] != '_')
                name.Append('_');
            name.Append(char.ToLowerInvariant(method[i]));
        }

        return name.ToString();
    }

    /// <summary>Whether a text can be the name of a tool, as the SDK has it.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-' or '.');
}
