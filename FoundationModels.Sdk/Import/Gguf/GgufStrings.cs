using System.Buffers.Binary;
using System.Text;

namespace FoundationModels.Import.Gguf;

/// <summary>An array of texts in a GGUF file's metadata, read where it lies. Valid until the file is disposed.</summary>
internal sealed class GgufStrings
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly MappedFile _file;
    private readonly long _offset;

    internal GgufStrings(MappedFile file, string key, long offset, int count)
    {
        _file = file;
        _offset = offset;
        Key = key;
        Count = count;
    }

    /// <summary>Gets the metadata key.</summary>
    public string Key { get; }

    /// <summary>Gets the number of texts.</summary>
    public int Count { get; }

    /// <summary>Passes over the texts as the bytes that the file holds, which need not be UTF-8.</summary>
    public Enumerator GetEnumerator() => new(_file, _offset, Count);

    /// <summary>Copies all texts.</summary>
    /// <exception cref="ModelFormatException">One of them is not UTF-8.</exception>
    public string[] ToArray()
    {
        string[] texts = new string[Count];
        int i = 0;
        foreach (ReadOnlySpan<byte> bytes in this)
        {
            try
            {
                texts[i++] = StrictUtf8.GetString(bytes);
            }
            catch (DecoderFallbackException e)
            {
                throw new ModelFormatException(_file.FilePath, Key, $"Text {i - 1} is not UTF-8.", e);
            }
        }

        return texts;
    }

    /// <summary>One pass over the texts.</summary>
    public ref struct Enumerator
    {
        private readonly MappedFile _file;
        private long _next;
        private int _left;

        internal Enumerator(MappedFile file, long offset, int count)
        {
            _file = file;
            _next = offset;
            _left = count;
        }

        /// <summary>Gets the bytes of the text.</summary>
        public ReadOnlySpan<byte> Current { get; private set; }

        /// <summary>Goes to the next text.</summary>
        public bool MoveNext()
        {
            if (_left == 0)
                return false;
            _left--;

            // The lengths were checked against the file when it was opened; a text of 2 GB and more cannot be one span.
            long length = BinaryPrimitives.ReadInt64LittleEndian(_file.Slice(_next, sizeof(long)));
            Current = _file.Slice(_next + sizeof(long), checked((int)length));
            _next += sizeof(long) + length;
            return true;
        }
    }
}
