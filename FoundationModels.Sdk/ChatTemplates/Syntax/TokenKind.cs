namespace FoundationModels.ChatTemplates;

/// <summary>The kinds of token of a template.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of tags.</summary>
    Data,

    /// <summary>The start of a statement.</summary>
    BlockBegin,

    /// <summary>The end of a statement.</summary>
    BlockEnd,

    /// <summary>The start of a printed expression.</summary>
    VariableBegin,

    /// <summary>The end of a printed expression.</summary>
    VariableEnd,

    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A string, with its escapes resolved.</summary>
    String,

    /// <summary>An integer as written, without underscores.</summary>
    Integer,

    /// <summary>A float as written, without underscores.</summary>
    Float,

    /// <summary>An operator or bracket.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}
