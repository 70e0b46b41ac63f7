using System.Reflection;
using System.Runtime.CompilerServices;

namespace FoundationModels.Generation;

/// <summary>Finds what is known of a type that was not registered yet: assemblies only leave word of their types, and collections come when they are asked for.</summary>
internal static class TypeDiscovery
{
    private static readonly Lock Gate = new();

    /// <summary>What makes the types known that a type is part of.</summary>
    private static readonly Dictionary<Type, Action> Expansions = [];

    private static readonly Lazy<bool> BuiltIn = new(() =>
    {
        BuiltInTypes.Register();
        return true;
    });

    private static Action<Type>[] _sources = [];

    /// <summary>Adds what registers the types of an assembly one by one, as they are asked for.</summary>
    public static void AddSource(Action<Type> register)
    {
        lock (Gate)
            _sources = [.. _sources, register];
    }

    /// <summary>Keeps what makes the types known that a type is part of, for when one of them is asked for.</summary>
    public static void AddExpansion(Type type, Action expand)
    {
        lock (Gate)
        {
            Action? others = Expansions.GetValueOrDefault(type);
            if (others is null || !others.GetInvocationList().Contains(expand))
                Expansions[type] = others + expand;
        }
    }

    public static GenerableType<T> Find<T>()
    {
        _ = BuiltIn.Value;
        if (GenerableType<T>.Registered is null)
        {
            Ask(typeof(T));
            ExpandParts(typeof(T));
        }

        return GenerableType<T>.Registered ?? throw new NotGenerableException(typeof(T));
    }

    private static void Ask(Type type)
    {
        Module module = type.Module;
        if (module != typeof(object).Module)
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        foreach (Action<Type> source in Volatile.Read(ref _sources))
            source(type);
        foreach (Type part in PartsOf(type))
            Ask(part);
    }

    // What was expanded stays: expanding it again changes nothing.
    private static void ExpandParts(Type type)
    {
        foreach (Type part in PartsOf(type))
        {
            ExpandParts(part);
            Action? expand;
            lock (Gate)
                expand = Expansions.GetValueOrDefault(part);
            expand?.Invoke();
        }
    }

    private static IEnumerable<Type> PartsOf(Type type) =>
        type.GetElementType() is { } element ? type.GenericTypeArguments.Prepend(element) : type.GenericTypeArguments;
}
