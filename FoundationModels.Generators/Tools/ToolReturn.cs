namespace FoundationModels.Generators.Tools;

/// <summary>How the result of a tool's method is had.</summary>
internal enum ToolReturn
{
    /// <summary>It gives back nothing.</summary>
    Nothing,

    /// <summary>It gives back a value.</summary>
    Value,

    /// <summary>It is awaited and gives back nothing.</summary>
    Task,

    /// <summary>It is awaited and gives back a value.</summary>
    TaskOfValue,
}
