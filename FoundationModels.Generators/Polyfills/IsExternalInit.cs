namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler use <c>init</c>.</summary>
internal static class IsExternalInit;
