using System.ComponentModel;

namespace FoundationModels;

/// <summary>Collects the properties of an object for generated code. Apps have no use for it, and it may change with the generator.</summary>
/// <param name="capacity">The most properties.</param>
/// <param name="representNull">Whether a property without a value is there as JSON's null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GeneratedContentBuilder(int capacity, bool representNull)
{
    private readonly List<KeyValuePair<string, GeneratedContent>> _properties = new(capacity);

    /// <summary>Adds a property.</summary>
    public void Add(string name, GeneratedContent? value)
    {
        if (value is null && representNull)
            value = GenerableServices.Null;
        if (value is not null)
            _properties.Add(KeyValuePair.Create(name, value));
    }

    /// <summary>Adds a property of a type of .NET.</summary>
    public void Value<T>(string name, T value) => Add(name, GenerableServices.From(value));

    /// <summary>Adds a property of a type of .NET that may be null.</summary>
    public void OptionalValue<T>(string name, T? value)
        where T : struct => Add(name, value is { } known ? GenerableServices.From(known) : null);

    /// <summary>Adds a property of a type of .NET that may be null.</summary>
    public void OptionalObject<T>(string name, T? value)
        where T : class => Add(name, value is null ? null : GenerableServices.From(value));

    /// <summary>Adds a list of values of a type of .NET.</summary>
    public void ValueList<T>(string name, IEnumerable<T> values) => Add(name, GenerableServices.FromList(values, GenerableServices.From));

    /// <summary>Adds a list of values of a type of .NET that may be null.</summary>
    public void OptionalValueList<T>(string name, IEnumerable<T>? values) => Add(name, values is null ? null : GenerableServices.FromList(values, GenerableServices.From));

    /// <summary>Adds a list of values of a generable type.</summary>
    public void GenerableList<T>(string name, IEnumerable<T> values)
        where T : IGenerable<T> => Add(name, GenerableServices.FromList(values, GenerableServices.FromGenerable));

    /// <summary>Adds a list of values of a generable type that may be null.</summary>
    public void OptionalGenerableList<T>(string name, IEnumerable<T>? values)
        where T : IGenerable<T> => Add(name, values is null ? null : GenerableServices.FromList(values, GenerableServices.FromGenerable));

    /// <summary>Makes the object.</summary>
    /// <param name="id">Its id, if it has one.</param>
    public GeneratedContent Build(GenerationId id = default) => GeneratedContent.FromProperties(_properties, id == default ? null : id);
}
