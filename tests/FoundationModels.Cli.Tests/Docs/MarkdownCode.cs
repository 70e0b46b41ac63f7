using FoundationModels.Sdk.Tests;

namespace FoundationModels.Cli.Tests.Docs;

/// <summary>A fenced block of code in the repository's documentation.</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Line">The line of the opening fence, from 1.</param>
/// <param name="Language">What the fence says.</param>
/// <param name="Code">The text between the fences.</param>
internal sealed record MarkdownCode(string File, int Line, string Language, string Code)
{
    /// <summary>README.md and everything in docs/.</summary>
    public static IEnumerable<string> Files()
    {
        yield return SharedData.InRepository("README.md");
        foreach (string path in Directory.EnumerateFiles(SharedData.InRepository("docs"), "*.md").Order(StringComparer.Ordinal))
            yield return path;
    }

    /// <summary>Every block of every file.</summary>
    public static IEnumerable<MarkdownCode> All() => Files().SelectMany(Read);

    private static IEnumerable<MarkdownCode> Read(string path)
    {
        string name = Path.GetRelativePath(SharedData.Repository, path).Replace('\\', '/');
        string? language = null;
        int start = 0;
        List<string> code = [];
        string[] lines = System.IO.File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            bool fence = lines[i].StartsWith("```", StringComparison.Ordinal);
            if (fence && language is null)
            {
                language = lines[i][3..].Trim();
                start = i + 1;
                code.Clear();
            }
            else if (fence)
            {
                yield return new MarkdownCode(name, start, language!, string.Join('\n', code));
                language = null;
            }
            else if (language is not null)
            {
                code.Add(lines[i]);
            }
        }

        if (language is not null)
            throw new InvalidDataException($"{name}: the block that begins at line {start} has no end.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
