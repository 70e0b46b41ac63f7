namespace FoundationModels.Import.Graph;

/// <summary>An attribute of a node: an integer, a float or a list of integers.</summary>
internal readonly struct OnnxAttribute
{
    private const int TypeFloat = 1;
    private const int TypeInt = 2;
    private const int TypeInts = 7;

    private readonly string _name;
    private readonly int _type;
    private readonly long _integer;
    private readonly float _float;
    private readonly long[]? _integers;

    private OnnxAttribute(string name, int type, long integer = 0, float single = 0, long[]? integers = null) =>
        (_name, _type, _integer, _float, _integers) = (name, type, integer, single, integers);

    /// <summary>An integer.</summary>
    public static implicit operator OnnxAttribute((string Name, int Value) attribute) =>
        new(attribute.Name, TypeInt, attribute.Value);

    /// <summary>A float.</summary>
    public static implicit operator OnnxAttribute((string Name, float Value) attribute) =>
        new(attribute.Name, TypeFloat, single: attribute.Value);

    /// <summary>A list of integers.</summary>
    public static implicit operator OnnxAttribute((string Name, long[] Value) attribute) =>
        new(attribute.Name, TypeInts, integers: attribute.Value);

    /// <summary>Writes the content of an AttributeProto.</summary>
    public void WriteTo(ProtobufWriter writer)
    {
        writer.WriteString(1, _name);
        if (_type == TypeFloat)
            writer.WriteFloat(2, _float);
        if (_type == TypeInt)
            writer.WriteInt64(3, _integer);
        foreach (long integer in _integers ?? [])
            writer.WriteInt64(8, integer);
        writer.WriteInt64(20, _type);
    }
}
