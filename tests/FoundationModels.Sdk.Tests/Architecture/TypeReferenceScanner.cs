using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FoundationModels.Sdk.Tests.Architecture;

/// <summary>Finds which types each type of a compiled assembly refers to: in signatures, attributes, base types and method bodies.</summary>
internal sealed class TypeReferenceScanner : ISignatureTypeProvider<bool, object?>
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly HashSet<TypeReferenceEdge> _edges = [];
    private string _owner = "";

    private TypeReferenceScanner(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
    }

    /// <summary>Scans an assembly's file.</summary>
    public static IReadOnlyCollection<TypeReferenceEdge> Scan(string assembly)
    {
        using FileStream stream = File.OpenRead(assembly);
        using PEReader file = new(stream);
        TypeReferenceScanner scanner = new(file);
        foreach (TypeDefinitionHandle type in scanner._metadata.TypeDefinitions)
            scanner.Visit(type);
        return scanner._edges;
    }

    private void Visit(TypeDefinitionHandle handle)
    {
        _owner = OutermostName(handle);
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        Add(type.BaseType);
        AddAttributes(type.GetCustomAttributes());
        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
            Add(_metadata.GetInterfaceImplementation(implemented).Interface);
        foreach (FieldDefinitionHandle field in type.GetFields())
            _metadata.GetFieldDefinition(field).DecodeSignature(this, null);
        foreach (MethodDefinitionHandle methodHandle in type.GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(methodHandle);
            method.DecodeSignature(this, null);
            AddAttributes(method.GetCustomAttributes());
            if (method.RelativeVirtualAddress != 0)
                VisitBody(_file.GetMethodBody(method.RelativeVirtualAddress));
        }
    }

    private void VisitBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            Add(region.CatchType);
        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xFE)
                value = 0xFE00 | code.ReadByte();
            switch (Operands[value])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.ReadByte();
                    break;
                case OperandType.InlineVar:
                    code.ReadInt16();
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.ReadInt64();
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    Add(System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                default:
                    code.ReadInt32();
                    break;
            }
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes)
            Add(_metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
            return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                GetTypeFromDefinition(_metadata, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeReference:
                GetTypeFromReference(_metadata, (TypeReferenceHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                GetTypeFromSpecification(_metadata, null, (TypeSpecificationHandle)handle, 0);
                break;
            case HandleKind.MethodDefinition:
                Add(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Add(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Method)
                    member.DecodeMethodSignature(this, null);
                else
                    member.DecodeFieldSignature(this, null);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method);
                method.DecodeSignature(this, null);
                break;
            case HandleKind.StandaloneSignature:
                _metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(this, null);
                break;
        }
    }

    private string OutermostName(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        while (type.IsNested)
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        string name = _metadata.GetString(type.Name).Split('`')[0];
        return $"{_metadata.GetString(type.Namespace)}.{name}";
    }

    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        _edges.Add(new TypeReferenceEdge(_owner, OutermostName(handle), null));

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        return type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && _edges.Add(new TypeReferenceEdge(
                _owner, name, reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)));
    }

    public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public bool GetArrayType(bool elementType, ArrayShape shape) => true;

    public bool GetByReferenceType(bool elementType) => true;

    public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

    public bool GetGenericMethodParameter(object? genericContext, int index) => true;

    public bool GetGenericTypeParameter(object? genericContext, int index) => true;

    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

    public bool GetPinnedType(bool elementType) => true;

    public bool GetPointerType(bool elementType) => true;

    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

    public bool GetSZArrayType(bool elementType) => true;
}
