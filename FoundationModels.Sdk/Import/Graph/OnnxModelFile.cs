using System.Globalization;

namespace FoundationModels.Import.Graph;

/// <summary>Turns a graph into the bytes of an ONNX model (onnx.proto3: ModelProto and what it holds).</summary>
internal static class OnnxModelFile
{
    private const int IrVersion = 10;
    private const int StandardOpset = 21;
    private const int MicrosoftOpset = 1;
    private const int LocationExternal = 1;

    /// <summary>The model's bytes.</summary>
    public static ReadOnlySpan<byte> Serialize(OnnxGraphBuilder graph)
    {
        ProtobufWriter model = new();
        model.WriteInt64(1, IrVersion);
        model.WriteString(2, "FoundationModels");
        model.WriteMessage(7, w => WriteGraph(w, graph));
        model.WriteMessage(8, w => WriteOpset(w, "", StandardOpset));
        model.WriteMessage(8, w => WriteOpset(w, OnnxGraphBuilder.Microsoft, MicrosoftOpset));
        return model.Written;
    }

    private static void WriteOpset(ProtobufWriter writer, string domain, int version)
    {
        writer.WriteString(1, domain);
        writer.WriteInt64(2, version);
    }

    private static void WriteGraph(ProtobufWriter writer, OnnxGraphBuilder graph)
    {
        foreach (OnnxNode node in graph.Nodes)
            writer.WriteMessage(1, w => WriteNode(w, node));
        writer.WriteString(2, graph.Name);
        foreach (OnnxInitializer initializer in graph.Initializers)
            writer.WriteMessage(5, w => WriteTensor(w, initializer));
        foreach (OnnxValueInfo input in graph.Inputs)
            writer.WriteMessage(11, w => WriteValue(w, input));
        foreach (OnnxValueInfo output in graph.Outputs)
            writer.WriteMessage(12, w => WriteValue(w, output));
    }

    private static void WriteNode(ProtobufWriter writer, OnnxNode node)
    {
        foreach (string input in node.Inputs)
            writer.WriteString(1, input);
        foreach (string output in node.Outputs)
            writer.WriteString(2, output);
        writer.WriteString(3, node.Name);
        writer.WriteString(4, node.Operator);
        foreach (OnnxAttribute attribute in node.Attributes)
            writer.WriteMessage(5, attribute.WriteTo);
        writer.WriteString(7, node.Domain);
    }

    private static void WriteTensor(ProtobufWriter writer, OnnxInitializer tensor)
    {
        foreach (long size in tensor.Shape)
            writer.WriteInt64(1, size);
        writer.WriteInt64(2, (int)tensor.Type);
        writer.WriteString(8, tensor.Name);
        if (tensor.Range is not { } range)
        {
            writer.WriteBytes(9, tensor.Bytes.Span);
            return;
        }

        WriteEntry(writer, "location", range.File);
        WriteEntry(writer, "offset", range.Offset.ToString(CultureInfo.InvariantCulture));
        WriteEntry(writer, "length", range.Length.ToString(CultureInfo.InvariantCulture));
        writer.WriteInt64(14, LocationExternal);
    }

    private static void WriteEntry(ProtobufWriter writer, string key, string value) => writer.WriteMessage(13, w =>
    {
        w.WriteString(1, key);
        w.WriteString(2, value);
    });

    private static void WriteValue(ProtobufWriter writer, OnnxValueInfo value)
    {
        writer.WriteString(1, value.Name);
        writer.WriteMessage(2, type => type.WriteMessage(1, tensor =>
        {
            tensor.WriteInt64(1, (int)value.Type);
            tensor.WriteMessage(2, shape =>
            {
                foreach (OnnxDimension dimension in value.Shape)
                    shape.WriteMessage(1, d => WriteDimension(d, dimension));
            });
        }));
    }

    private static void WriteDimension(ProtobufWriter writer, OnnxDimension dimension)
    {
        if (dimension.Name is { } name)
            writer.WriteString(2, name);
        else
            writer.WriteInt64(1, dimension.Size);
    }
}
