using System.CommandLine;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm respond</c>: answers one prompt.</summary>
internal sealed class RespondCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly TextArguments _prompt = new("prompt", "What to answer. Standard input is appended where it is redirected.");
    private readonly ConversationArguments _conversation = new();
    private readonly FormArguments _form = new();
    private readonly ModelArguments _model = new();
    private readonly AdapterArguments _adapters = new();
    private readonly SamplingArguments _sampling = new();
    private readonly Option<bool> _noStream = new("--no-stream") { Description = "Print the answer when it is complete." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };
    private readonly Option<string?> _save = new("--save-transcript") { Description = "Save the conversation as JSON.", HelpName = "FILE" };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Show tokens and speed on standard error." };

    /// <summary>Initializes the verb.</summary>
    public RespondCommand(FmEnvironment environment)
        : base("respond", "Answer one prompt.")
    {
        _environment = environment;
        _prompt.AddTo(this);
        _conversation.AddTo(this);
        _form.AddTo(this);
        _model.AddTo(this);
        _adapters.AddTo(this);
        _sampling.AddTo(this);
        Options.Add(_noStream);
        Options.Add(_json);
        Options.Add(_save);
        Options.Add(_verbose);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        StandardStreams streams = _environment.Streams;
        string prompt = await _prompt.ReadPromptAsync(result, streams, cancellationToken);
        Transcript conversation = _conversation.Read(result);
        ResponseForm form = await _form.ReadAsync(result, cancellationToken);
        GenerationOptions options = _sampling.Read(result);
        IReadOnlyList<AdapterChoice> adapters = _adapters.Read(result);
        bool json = result.GetValue(_json);
        bool stream = !json && !result.GetValue(_noStream);
        var output = new TerminalText(streams.Output, streams.IsOutputTerminal);

        await using OpenedModel opened = await _environment.OpenModelAsync(_model.Read(result), cancellationToken);
        using AdaptedModel adapted = await AdaptedModel.LoadAsync(opened.Model, adapters, cancellationToken);
        await using var session = new LanguageModelSession(adapted.Model, conversation);
        TimedResponse answer;
        try
        {
            answer = await TimedResponse.StreamAsync(session, prompt, form, options, stream ? output.Write : _ => { }, cancellationToken);
            if (!stream && !json)
                output.Write(answer.Text);
        }
        finally
        {
            output.EndLine();
        }

        if (json)
            JsonOutput.Write(streams.Output, writer => ResponseJson.Write(writer, answer, opened.LoadTime));
        if (result.GetValue(_save) is { } file)
            TranscriptFile.Write(file, session.Transcript);
        if (result.GetValue(_verbose))
            streams.Error.WriteLine(answer);
    }
}
