using System.CommandLine;

using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Arguments;

/// <summary>Where text comes from: the argument, then files, then standard input where it is redirected.</summary>
internal sealed class TextArguments(string argumentName, string description)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Argument<string?> _text = new(argumentName) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "Append the text of a file (UTF-8). Repeatable.",
        HelpName = "PATH",
    };

    /// <summary>Adds the argument and the option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_text);
        command.Options.Add(_files);
    }

    /// <summary>Reads a prompt: its parts without the line ends at their ends, separated by an empty line.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public async Task<string> ReadPromptAsync(ParseResult result, StandardStreams streams, CancellationToken cancellationToken)
    {
        List<string> parts = await ReadPartsAsync(result, streams, cancellationToken);
        return string.Join("\n\n", parts.Select(p => p.TrimEnd('\r', '\n')).Where(p => p.Length > 0));
    }

    /// <summary>Reads the text exactly as it is, its parts one after the other.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public async Task<string> ReadExactAsync(ParseResult result, StandardStreams streams, CancellationToken cancellationToken) =>
        string.Concat(await ReadPartsAsync(result, streams, cancellationToken));

    private async Task<List<string>> ReadPartsAsync(ParseResult result, StandardStreams streams, CancellationToken cancellationToken)
    {
        List<string> parts = [];
        if (result.GetValue(_text) is { } text)
            parts.Add(text);
        foreach (string path in result.GetValue(_files) ?? [])
            parts.Add(await TextFile.ReadAsync(path, cancellationToken));

        if (!streams.IsInputTerminal)
            parts.Add(await ReadInputAsync(streams, cancellationToken));

        return parts.Exists(p => !string.IsNullOrWhiteSpace(p))
            ? parts
            : throw new UsageException($"There is no {argumentName}: give one as an argument, with --file, or on standard input.");
    }

    // A program that starts fm may leave it a pipe that never ends: waiting for it in silence would look like a model that hangs.
    private static async Task<string> ReadInputAsync(StandardStreams streams, CancellationToken cancellationToken)
    {
        Task<string> reading = Task.Run(() => TextFile.ReadToEndAsync(streams.Input, "standard input", cancellationToken), cancellationToken);
        if (await Task.WhenAny(reading, Task.Delay(Patience, cancellationToken)) != reading)
            streams.Error.WriteLine("fm: Waiting for the end of standard input; add '< /dev/null' where there is none.");
        return await reading.WaitAsync(cancellationToken);
    }
}
