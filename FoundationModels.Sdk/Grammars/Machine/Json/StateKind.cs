namespace FoundationModels.Grammars.Machine;

/// <summary>The kinds of <see cref="JsonState"/>.</summary>
internal enum StateKind : byte
{
    /// <summary>Before a value.</summary>
    Value,

    /// <summary>In null, true or false.</summary>
    Constant,

    /// <summary>In a number.</summary>
    Number,

    /// <summary>In a string.</summary>
    String,

    /// <summary>In the name of a property.</summary>
    Key,

    /// <summary>Behind the brace that opens an object.</summary>
    ObjectOpen,

    /// <summary>Behind the name of a property.</summary>
    AfterKey,

    /// <summary>Behind the value of a property.</summary>
    AfterProperty,

    /// <summary>Behind the comma after a property.</summary>
    NextProperty,

    /// <summary>Behind the bracket that opens an array.</summary>
    ArrayOpen,

    /// <summary>Behind an item.</summary>
    AfterItem,

    /// <summary>Behind the whole text.</summary>
    End,
}
