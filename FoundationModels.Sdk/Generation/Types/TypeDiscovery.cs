using System.Reflection;
using System.Runtime.CompilerServices;

namespace FoundationModels.Generation;

/// <summary>Finds what is known of a type that was not registered yet: an assembly registers its types when its code first runs, and their collections come when they are asked for.</summary>
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

    /// <summary>Keeps what makes the types known that a type is part of, for when one of them is asked for.</summary>
    public static void Add(Type type, Action expand)
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
            RunInitializers(typeof(T));
            ExpandParts(typeof(T));
        }

        return GenerableType<T>.Registered ?? throw new NotGenerableException(typeof(T));
    }

    private static void RunInitializers(Type type)
    {
        Module module = type.Module;
        if (module != typeof(object).Module)
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        foreach (Type part in PartsOf(type))
            RunInitializers(part);
    }

    // What is expanded stays: a type may be registered again, and expanding it again changes nothing.
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
