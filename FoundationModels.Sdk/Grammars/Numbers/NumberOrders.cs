namespace FoundationModels.Grammars.Numbers;

/// <summary>How a number may compare with a bound.</summary>
[Flags]
internal enum NumberOrders
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Less.</summary>
    Less = 1,

    /// <summary>Equal.</summary>
    Equal = 2,

    /// <summary>Greater.</summary>
    Greater = 4,
}
