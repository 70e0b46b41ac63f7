using FoundationModels.Import.Graph;

namespace FoundationModels.Sdk.Tests.Import.Graph;

public sealed class ProtobufWriterTests
{
    // The examples of the Protocol Buffers encoding guide.
    [Test]
    public void WriteInt64_TwoByteVarint_MatchesTheGuide() => Expect("089601", w => w.WriteInt64(1, 150));

    [Test]
    public void WriteInt64_Negative_TakesTenBytes() => Expect("08FEFFFFFFFFFFFFFFFF01", w => w.WriteInt64(1, -2));

    [Test]
    public void WriteString_Text_HasItsLength() => Expect("120774657374696E67", w => w.WriteString(2, "testing"));

    [Test]
    public void WriteMessage_Nested_HasItsLength() => Expect("1A03089601", w => w.WriteMessage(3, m => m.WriteInt64(1, 150)));

    [Test]
    public void WriteFloat_One_IsLittleEndian() => Expect("150000803F", w => w.WriteFloat(2, 1));

    [Test]
    public void WriteInt64_LargeField_HasATwoByteTag() => Expect("A00107", w => w.WriteInt64(20, 7));

    [Test]
    public void WriteMessage_LongContent_MovesBehindALongLength()
    {
        byte[] content = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        ProtobufWriter writer = new();
        writer.WriteInt64(1, 1);
        writer.WriteMessage(2, outer => outer.WriteMessage(3, inner => inner.WriteBytes(4, content)));
        byte[] expected = [0x08, 1, 0x12, 0xB2, 0x02, 0x1A, 0xAF, 0x02, 0x22, 0xAC, 0x02, .. content];
        Assert.That(writer.Written.ToArray(), Is.EqualTo(expected));
    }

    private static void Expect(string hexadecimal, Action<ProtobufWriter> write)
    {
        ProtobufWriter writer = new();
        write(writer);
        Assert.That(Convert.ToHexString(writer.Written), Is.EqualTo(hexadecimal));
    }
}
