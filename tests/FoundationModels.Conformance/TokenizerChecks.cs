using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FoundationModels.Tokenization;

namespace FoundationModels.Conformance;

/// <summary>Compares a tokenizer with one line of the goldens. Each check gives what differs, or null.</summary>
internal static class TokenizerChecks
{
    private const int LinearAttempts = 3;

    /// <summary>The ids of a text encoded in each way, and what they decode to.</summary>
    public static string? Text(Tokenizer tokenizer, JsonElement golden)
    {
        string text = golden.GetProperty("text").GetString()!;
        int[] ids = Ids(golden.GetProperty("ids"));
        int[] noAdded = golden.TryGetProperty("ids_no_added", out JsonElement differing) ? Ids(differing) : ids;
        string decoded = golden.GetProperty("decoded").GetString()!;
        return Compare("ids", text, ids, tokenizer.Encode(text, AddedTokenRecognition.NonSpecial))
            ?? Compare("ids_special", text, Ids(golden.GetProperty("ids_special")), tokenizer.Encode(text, AddedTokenRecognition.All))
            ?? Compare("ids_no_added", text, noAdded, tokenizer.Encode(text))
            ?? (tokenizer.CountTokens(text) == noAdded.Length ? null : $"count: {tokenizer.CountTokens(text)}, expected {noAdded.Length}")
            ?? (tokenizer.Decode(ids) == decoded ? null : $"decoded: {Quote(tokenizer.Decode(ids))}, expected {Quote(decoded)}");
    }

    /// <summary>What a streaming decoder emits after each id and at the end.</summary>
    public static string? Stream(Tokenizer tokenizer, JsonElement golden)
    {
        int[] ids = Ids(golden.GetProperty("ids"));
        StreamingTokenDecoder decoder = new(tokenizer);
        ArrayBufferWriter<char> output = new();
        int emitted = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            string bytes = Convert.ToHexStringLower(tokenizer.GetTokenBytes(ids[i]));
            if (bytes != golden.GetProperty("bytes")[i].GetString())
                return $"bytes of {ids[i]}: {bytes}, expected {golden.GetProperty("bytes")[i].GetString()}";
            decoder.Append(ids[i], output);
            string added = output.WrittenSpan[emitted..].ToString();
            emitted = output.WrittenCount;
            if (added != golden.GetProperty("emitted")[i].GetString())
                return $"after id {i}: {Quote(added)}, expected {Quote(golden.GetProperty("emitted")[i].GetString()!)}";
        }

        decoder.Flush(output);
        string final = output.WrittenSpan[emitted..].ToString();
        if (final != golden.GetProperty("final").GetString())
            return $"at the end: {Quote(final)}, expected {Quote(golden.GetProperty("final").GetString()!)}";
        return output.WrittenSpan.SequenceEqual(golden.GetProperty("text").GetString()) ? null : "the whole text differs";
    }

    /// <summary>The ids of a long text, by their number and hash, and the time that encoding took: the best of a few tries, if the first is slow.</summary>
    public static (double Seconds, string? Difference) Linear(Tokenizer tokenizer, string text, JsonElement golden, double secondsLimit)
    {
        double seconds = double.MaxValue;
        int[] ids = [];
        for (int attempt = 0; attempt < LinearAttempts && seconds >= secondsLimit; attempt++)
        {
            // Encoding is work of one thread, so its processor time is the time that it takes where nothing else runs.
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            Stopwatch watch = Stopwatch.StartNew();
            ids = tokenizer.Encode(text, AddedTokenRecognition.All);
            seconds = Math.Min(seconds, Math.Min(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds));
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(ids)));
        return (seconds, ids.Length != golden.GetProperty("count").GetInt32()
            ? $"{ids.Length} ids, expected {golden.GetProperty("count").GetInt32()}"
            : hash != golden.GetProperty("sha256").GetString() ? "the hash of the ids differs" : null);
    }

    private static int[] Ids(JsonElement array) => [.. array.EnumerateArray().Select(i => i.GetInt32())];

    private static string? Compare(string what, string text, int[] expected, int[] actual)
    {
        if (expected.AsSpan().SequenceEqual(actual))
            return null;
        int at = expected.AsSpan().CommonPrefixLength(actual);
        return $"{what} of {Quote(text)}: from index {at} [{string.Join(' ', actual.Skip(at).Take(8))}], expected [{string.Join(' ', expected.Skip(at).Take(8))}]";
    }

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char unit in text.Length <= 60 ? text : text[..60] + "…")
            _ = unit is >= ' ' and < (char)127 ? quoted.Append(unit) : quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        return quoted.Append('"').ToString();
    }
}
