namespace FoundationModels;

/// <summary>A published version of JSON Schema.</summary>
public enum SchemaDraft
{
    /// <summary>Draft 04 of 2013.</summary>
    Draft04,

    /// <summary>Draft 06 of 2017.</summary>
    Draft06,

    /// <summary>Draft 07 of 2018.</summary>
    Draft07,

    /// <summary>Draft 2019-09.</summary>
    Draft201909,

    /// <summary>Draft 2020-12.</summary>
    Draft202012,
}
