using System.Reflection;
using System.Runtime.CompilerServices;

namespace FoundationModels.Generation;

/// <summary>Finds what is known of a type that was not registered yet: an assembly registers its types when its code first runs, which may be later.</summary>
internal static class TypeDiscovery
{
    private static readonly Lazy<bool> BuiltIn = new(() =>
    {
        BuiltInTypes.Register();
        return true;
    });

    private static readonly Lock Gate = new();

    private static Action<Type>[] _sources = [];

    /// <summary>Adds what registers the types of an assembly one by one, as they are asked for.</summary>
    public static void AddSource(Action<Type> register)
    {
        lock (Gate)
            _sources = [.. _sources, register];
    }

    public static GenerableType<T> Find<T>()
    {
        _ = BuiltIn.Value;
        if (GenerableType<T>.Registered is null)
            Ask(typeof(T));
        return GenerableType<T>.Registered ?? throw new NotGenerableException(typeof(T));
    }

    private static void Ask(Type type)
    {
        Module module = type.Module;
        if (module != typeof(object).Module)
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        foreach (Action<Type> source in Volatile.Read(ref _sources))
            source(type);
        if (type.GetElementType() is { } element)
            Ask(element);
        foreach (Type argument in type.GenericTypeArguments)
            Ask(argument);
    }
}
