namespace FoundationModels.Grammars.JsonSchema;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>Spells a member's name as one step of a pointer.</summary>
    public static string Escape(string name) =>
        name.IndexOf('~') < 0 && name.IndexOf('/') < 0 ? name : name.Replace("~", "~0").Replace("/", "~1");

    /// <summary>The name that one step of a pointer spells; null where it is not a step.</summary>
    public static string? Unescape(string step)
    {
        if (step.IndexOf('~') < 0)
            return step;
        for (int i = step.IndexOf('~'); i >= 0; i = step.IndexOf('~', i + 1))
        {
            if (i + 1 == step.Length || step[i + 1] is not ('0' or '1'))
                return null;
        }

        return step.Replace("~1", "/").Replace("~0", "~");
    }
}
