using System.Text;

using Spectre.Console;

namespace FoundationModels.Cli.Output;

/// <summary>Standard input, output and error, what is known about them, and Spectre's view of the two that are written.</summary>
internal sealed class StandardStreams
{
    // A table that goes to a pipe or a file is not for a screen: it must not be wrapped.
    private const int WidthOfFiles = 4096;

    /// <summary>Initializes the streams.</summary>
    /// <param name="input">Where prompts come from.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="error">Where everything else goes.</param>
    /// <param name="terminals">Which of them are terminals.</param>
    /// <param name="useColor">Whether terminals get colours.</param>
    public StandardStreams(TextReader input, TextWriter output, TextWriter error, Terminals terminals, bool useColor)
    {
        Input = input;
        IsInputTerminal = terminals.HasFlag(Terminals.Input);
        Output = output;
        IsOutputTerminal = terminals.HasFlag(Terminals.Output);
        Error = error;
        IsErrorTerminal = terminals.HasFlag(Terminals.Error);
        OutputConsole = CreateConsole(output, IsOutputTerminal, useColor);
        ErrorConsole = CreateConsole(error, IsErrorTerminal, useColor);
    }

    /// <summary>Gets where prompts come from.</summary>
    public TextReader Input { get; }

    /// <summary>Gets whether a person types the input.</summary>
    public bool IsInputTerminal { get; }

    /// <summary>Gets where answers go.</summary>
    public TextWriter Output { get; }

    /// <summary>Gets whether a person reads the output.</summary>
    public bool IsOutputTerminal { get; }

    /// <summary>Gets where everything that is not an answer goes.</summary>
    public TextWriter Error { get; }

    /// <summary>Gets whether a person reads standard error.</summary>
    public bool IsErrorTerminal { get; }

    /// <summary>Gets the output for tables and colours.</summary>
    public IAnsiConsole OutputConsole { get; }

    /// <summary>Gets standard error for tables and colours.</summary>
    public IAnsiConsole ErrorConsole { get; }

    /// <summary>The streams of this process: UTF-8 without a byte order mark whatever the system's code page is, no colours where NO_COLOR is set.</summary>
    public static StandardStreams OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows())
        {
            Console.InputEncoding = utf8;
            Console.OutputEncoding = utf8;
        }

        var terminals = Terminals.None;
        if (!Console.IsInputRedirected)
            terminals |= Terminals.Input;
        if (!Console.IsOutputRedirected)
            terminals |= Terminals.Output;
        if (!Console.IsErrorRedirected)
            terminals |= Terminals.Error;

        TextReader input = Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), utf8) : Console.In;
        return new StandardStreams(
            input,
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            terminals,
            useColor: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal, bool useColor)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && useColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
