using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FoundationModels.Conformance;

/// <summary>The texts of a megabyte with which linear time is tested, made as their description says and checked by their hash.</summary>
internal static class TokenizerLinearTexts
{
    /// <summary>Makes a text.</summary>
    public static string Make(string directory, string name, JsonElement descriptions)
    {
        string text = name switch
        {
            "mixed" => ReadMixed(directory),
            "a" => new string('a', 1_000_000),
            "space" => new string(' ', 1_000_000),
            "digits" => Repeat("0123456789", 100_000),
            "cjk" => new string('\u5B57', 333_333),
            "words" => Repeat("ab ", 333_333),
            "equals-newline" => Repeat("=\n", 500_000),
            _ => throw new ArgumentException($"The text '{name}' of linear.json is not known."),
        };
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return hash == descriptions.GetProperty(name).GetProperty("sha256").GetString()
            ? text
            : throw new ArgumentException($"The text '{name}' of linear.json has another hash than the file says.");
    }

    private static string Repeat(string part, int count) => new StringBuilder().Insert(0, part, count).ToString();

    private static string ReadMixed(string directory)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(Path.Combine(directory, "linear-mixed.txt.gz")), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
