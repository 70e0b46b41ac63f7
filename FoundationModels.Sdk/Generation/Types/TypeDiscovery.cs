using System.Reflection;
using System.Runtime.CompilerServices;

namespace FoundationModels.Generation;

/// <summary>Finds what is known of a type that was not registered yet: an assembly leaves word of its types when its code first runs, and they and their collections are registered when they are asked for.</summary>
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

    /// <summary>What registers the types of each assembly, one by one.</summary>
    private static readonly List<Action<Type>> Sources = [];

    /// <summary>The types that the sources were asked for: a type is registered by its assembly once, so that an app can register it in another way.</summary>
    private static readonly HashSet<Type> Asked = [];

    /// <summary>Adds what registers the types of an assembly, one by one as they are asked for.</summary>
    public static void AddSource(Action<Type> register)
    {
        lock (Gate)
            Sources.Add(register);
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

    public static GenerableType<T> Find<T>() => TryFind<T>() ?? throw new NotGenerableException(typeof(T));

    /// <summary>What is known of a type, or null.</summary>
    public static GenerableType<T>? TryFind<T>()
    {
        _ = BuiltIn.Value;
        if (GenerableType<T>.Registered is null)
        {
            RegisterParts(typeof(T));
            ExpandParts(typeof(T));
        }

        return GenerableType<T>.Registered;
    }

    private static void RegisterParts(Type type)
    {
        Module module = type.Module;
        if (module != typeof(object).Module)
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);

        // Who asks for the same type at the same time has to wait until it is registered.
        lock (Asked)
        {
            if (Asked.Add(type))
                AskSources(type);
        }

        foreach (Type part in PartsOf(type))
            RegisterParts(part);
    }

    private static void AskSources(Type type)
    {
        Action<Type>[] sources;
        lock (Gate)
            sources = [.. Sources];
        foreach (Action<Type> source in sources)
            source(type);
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
