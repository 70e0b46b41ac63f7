using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace FoundationModels.Sdk.Tests.Architecture;

/// <summary>Writes an assembly's public surface as text: a line a member, in an order that does not depend on the compiler.</summary>
internal sealed class PublicApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();
    private readonly StringBuilder _text = new();

    /// <summary>Returns the listing of an assembly.</summary>
    public static string Of(Assembly assembly)
    {
        PublicApiListing listing = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal))
            listing.Add(type);
        return listing._text.ToString();
    }

    private void Add(Type type)
    {
        string bases = string.Join(", ", new[] { type.BaseType }
            .Where(t => t is not null && t != typeof(object) && t != typeof(ValueType) && t != typeof(Enum))
            .Concat(type.GetInterfaces().Where(i => i.IsVisible && type.BaseType?.IsAssignableTo(i) != true && !IsOfARecord(type, i)))
            .Select(t => Name(t!)).Order(StringComparer.Ordinal));
        _text.Append(CultureInfo.InvariantCulture, $"{Kind(type)} {Name(type)}").Append(bases.Length > 0 ? " : " + bases : "").Append('\n');
        foreach (string line in Members(type).Order(StringComparer.Ordinal))
            _text.Append("  ").Append(line).Append('\n');
    }

    private IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        return type.GetConstructors(Declared & ~BindingFlags.Static).Where(c => IsVisible(c) && !IsCopy(c)).Select(c => $"new({Parameters(c)})")
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(Field))
            .Concat(type.GetProperties(Declared).Where(p => p.Name != "EqualityContract" && p.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)).Select(e => $"event {Name(e.EventHandlerType!)} {e.Name}"))
            .Concat(type.GetMethods(Declared).Where(m => IsVisible(m) && IsWritten(m)).Select(Method));
    }

    private string Field(FieldInfo field) =>
        $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(_nullability.Create(field))} {field.Name}"
        + (field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "");

    private string Property(PropertyInfo property)
    {
        MethodInfo any = property.GetAccessors(nonPublic: true).First(IsVisible);
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        string get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "";
        string set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        return $"{Modifiers(any)}{Name(_nullability.Create(property))} {name} {{{get}{set} }}";
    }

    private string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return $"{Modifiers(method)}{Name(_nullability.Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method)})";
    }

    private string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : "";
        string many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        string fallback = !parameter.HasDefaultValue ? "" : parameter.RawDefaultValue switch
        {
            null => parameter.ParameterType.IsValueType ? " = default" : " = null",
            bool value => value ? " = true" : " = false",
            string value => $" = \"{value}\"",
            object value => string.Create(CultureInfo.InvariantCulture, $" = {value}"),
        };
        return $"{many}{way}{Name(_nullability.Create(parameter))} {parameter.Name}{fallback}";
    }

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static " : method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsWritten(MethodInfo method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute)) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool IsOfARecord(Type type, Type implemented) =>
        implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IEquatable<>)
        && type.GetMethod("Equals", Declared, [type])?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static bool IsCopy(ConstructorInfo constructor) =>
        IsRecord(constructor.DeclaringType!) && constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType;

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static string Kind(Type type)
    {
        if (type.IsEnum || type.IsInterface || type.IsAssignableTo(typeof(Delegate)))
            return type.IsEnum ? "enum" : type.IsInterface ? "interface" : "delegate";
        string record = IsRecord(type) ? "record" : "";
        if (type.IsValueType)
            return $"{record} struct".TrimStart();
        string inheritance = type.IsAbstract && type.IsSealed ? "static" : type.IsAbstract ? "abstract" : type.IsSealed ? "sealed" : "";
        return $"{inheritance} {(record.Length > 0 ? record : "class")}".TrimStart();
    }

    private static string Name(NullabilityInfo info)
    {
        string mark = info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType && !info.Type.IsGenericParameter ? "?" : "";
        if (info.ElementType is { } element)
            return $"{Name(element)}[]{mark}";
        if (info.GenericTypeArguments.Length == 0 || Nullable.GetUnderlyingType(info.Type) is not null)
            return Name(info.Type) + mark;
        return $"{Bare(info.Type)}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>{mark}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";
        return type.IsGenericType ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : Bare(type);
    }

    private static string Bare(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        string name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer)
            return $"{Bare(outer)}.{name}";
        return Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => name,
            TypeCode.Object when type == typeof(void) => "void",
            TypeCode.Object when type == typeof(object) => "object",
            TypeCode.Object or TypeCode.DateTime => type.Namespace is "FoundationModels" or null || type.Namespace.StartsWith("System", StringComparison.Ordinal)
                ? name
                : $"{type.Namespace}.{name}",
            TypeCode.Boolean => "bool",
            TypeCode.Int32 => "int",
            TypeCode.UInt32 => "uint",
            TypeCode.Int64 => "long",
            TypeCode.UInt64 => "ulong",
            TypeCode.Int16 => "short",
            TypeCode.UInt16 => "ushort",
            TypeCode.Single => "float",
            TypeCode code => code.ToString().ToLowerInvariant(),
        };
    }
}
