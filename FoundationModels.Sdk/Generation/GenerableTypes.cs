using System.ComponentModel;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>The types that models can generate in this process. Generated code tells it of an app's types; nothing is found by reflection.</summary>
/// <remarks>
/// Known from the start: <see cref="string"/>, <see cref="bool"/>, the integers up to 64 bits, <see cref="float"/>, <see cref="double"/>,
/// <see cref="decimal"/>, <see cref="char"/>, <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="TimeSpan"/>,
/// <see cref="Guid"/>, <see cref="Uri"/> and <see cref="GeneratedContent"/>. With every type its arrays, lists, dictionaries by text and, for a struct,
/// its nullable form become known.
/// </remarks>
public static class GenerableTypes
{
    /// <summary>Makes a class known.</summary>
    public static void Register<T>()
        where T : IGenerable<T> => Register(() => T.GenerationSchema, T.FromGeneratedContent, static value => value.ToGeneratedContent());

    /// <summary>Makes a struct known, and its nullable form.</summary>
    public static void RegisterStruct<T>()
        where T : struct, IGenerable<T> => RegisterStruct(() => T.GenerationSchema, T.FromGeneratedContent, static value => value.ToGeneratedContent());

    /// <summary>Makes a type known. A type that is known already gets the new conversions, and keeps its schema in collections that were asked for.</summary>
    /// <param name="schema">Gives the schema that values of the type follow; asked once.</param>
    /// <param name="from">Makes a value of content that follows the schema.</param>
    /// <param name="to">Makes the content of a value.</param>
    public static void Register<T>(Func<GenerationSchema> schema, Func<GeneratedContent, T> from, Func<T, GeneratedContent> to)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        CollectionTypes.Register(new GenerableType<T>(schema, from, to));
    }

    /// <summary>Makes a struct or an enumeration known, and its nullable form.</summary>
    /// <param name="schema">Gives the schema that values of the type follow; asked once.</param>
    /// <param name="from">Makes a value of content that follows the schema.</param>
    /// <param name="to">Makes the content of a value.</param>
    public static void RegisterStruct<T>(Func<GenerationSchema> schema, Func<GeneratedContent, T> from, Func<T, GeneratedContent> to)
        where T : struct
    {
        Register(schema, from, to);
        NullableTypes.Register<T>();
    }

    /// <summary>Leaves word of an assembly's types without registering them: an app that starts has no use for most of them yet.</summary>
    /// <param name="register">Registers a type if it is one of the assembly's; called when somebody asks for a type that is not known.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void RegisterSource(Action<Type> register)
    {
        ArgumentNullException.ThrowIfNull(register);
        TypeDiscovery.AddSource(register);
    }

    /// <summary>The schema that generated values of a type follow.</summary>
    /// <exception cref="NotGenerableException">The type is not known.</exception>
    public static GenerationSchema SchemaOf<T>() => Find<T>().Schema;

    /// <summary>Makes a value of content.</summary>
    /// <exception cref="NotGenerableException">The type is not known.</exception>
    /// <exception cref="GeneratedContentParsingException">The content does not have the form of the type.</exception>
    internal static T FromContent<T>(GeneratedContent content) => Find<T>().From(content);

    /// <summary>Makes the content of a value.</summary>
    /// <exception cref="NotGenerableException">The type is not known.</exception>
    internal static GeneratedContent ToContent<T>(T value) => Find<T>().To(value);

    /// <summary>Whether a type is known.</summary>
    internal static bool Knows<T>() => (GenerableType<T>.Registered ?? TypeDiscovery.TryFind<T>()) is not null;

    private static GenerableType<T> Find<T>() => GenerableType<T>.Registered ?? TypeDiscovery.Find<T>();
}
