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

    public static GenerableType<T> Find<T>()
    {
        _ = BuiltIn.Value;
        if (GenerableType<T>.Registered is null)
            RunInitializers(typeof(T));
        return GenerableType<T>.Registered ?? throw new NotGenerableException(typeof(T));
    }

    private static void RunInitializers(Type type)
    {
        Module module = type.Module;
        if (module != typeof(object).Module)
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        if (type.GetElementType() is { } element)
            RunInitializers(element);
        foreach (Type argument in type.GenericTypeArguments)
            RunInitializers(argument);
    }
}
