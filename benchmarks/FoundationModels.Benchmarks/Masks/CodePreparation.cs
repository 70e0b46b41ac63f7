using System.Reflection;
using System.Runtime.CompilerServices;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>
/// Compiles the grammar engine's methods to machine code before the clock starts, as they are in an app that is published ahead of time, and as the peer's are in its library.
/// Nothing of the engine runs for it: no cache, no pool, no static data is filled.
/// </summary>
internal static class CodePreparation
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Compiles them.</summary>
    public static void Run()
    {
        Assembly sdk = typeof(GrammarCompiler).Assembly;
        string part = typeof(Grammars.GrammarRefusal).Namespace!;
        IEnumerable<Type> types = sdk.GetTypes().Where(t => IsWithin(t, part)).Append(typeof(GrammarCompiler)).Append(typeof(GrammarMatcher)).Append(typeof(TokenVocabulary)).Append(typeof(TokenMask));
        foreach (MethodBase method in types.Where(t => !t.ContainsGenericParameters).SelectMany(t => t.GetMethods(Declared).Concat<MethodBase>(t.GetConstructors(Declared & ~BindingFlags.Static))))
        {
            if (!method.IsAbstract && !method.ContainsGenericParameters)
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }

    private static bool IsWithin(Type type, string part) =>
        type.Namespace is { } name && (name == part || name.StartsWith($"{part}.", StringComparison.Ordinal));
}
