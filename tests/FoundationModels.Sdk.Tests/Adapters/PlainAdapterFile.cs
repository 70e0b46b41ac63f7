using System.Text;

namespace FoundationModels.Sdk.Tests.Adapters;

/// <summary>Writes files of ONNX Runtime's adapter format with any content, right or wrong, in another layout than the SDK does: each table has its own field positions.</summary>
internal static class PlainAdapterFile
{
    public static byte[] Write(int version, IReadOnlyList<(string Name, long[] Shape, int Type, byte[] Data)> parameters)
    {
        List<byte> bytes = [];
        void Pad(int unit, int before = 0)
        {
            while ((bytes.Count + before) % unit != 0)
                bytes.Add(0);
        }

        void Add(int value) => bytes.AddRange(BitConverter.GetBytes(value));
        int Gap()
        {
            Add(0);
            return bytes.Count - 4;
        }

        void Point(int from)
        {
            byte[] offset = BitConverter.GetBytes(bytes.Count - from);
            for (int i = 0; i < 4; i++)
                bytes[from + i] = offset[i];
        }

        void Table()
        {
            foreach (ushort part in new ushort[] { 12, 20, 4, 8, 12, 16 })
                bytes.AddRange(BitConverter.GetBytes(part));
            Add(12);
        }

        Gap();
        bytes.AddRange(Encoding.ASCII.GetBytes("TORT"));
        int root = bytes.Count + 12;
        Table();
        byte[] first = BitConverter.GetBytes(root);
        for (int i = 0; i < 4; i++)
            bytes[i] = first[i];
        Add(version);
        Add(1);
        Add(1);
        Point(Gap());
        Add(parameters.Count);
        int[] slots = [.. parameters.Select(_ => Gap())];
        foreach (((string name, long[] shape, int type, byte[] data), int slot) in parameters.Zip(slots))
        {
            Pad(4);
            byte[] offset = BitConverter.GetBytes(bytes.Count + 12 - slot);
            for (int i = 0; i < 4; i++)
                bytes[slot + i] = offset[i];
            Table();
            int nameAt = Gap();
            int shapeAt = Gap();
            Add(type);
            int dataAt = Gap();
            Point(nameAt);
            Add(Encoding.UTF8.GetByteCount(name));
            bytes.AddRange(Encoding.UTF8.GetBytes(name));
            bytes.Add(0);
            Pad(8, 4);
            Point(shapeAt);
            Add(shape.Length);
            foreach (long size in shape)
                bytes.AddRange(BitConverter.GetBytes(size));
            Pad(8, 4);
            Point(dataAt);
            Add(data.Length);
            bytes.AddRange(data);
        }

        return [.. bytes];
    }
}
