using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm tokens</c>: how a text is tokenized.</summary>
internal sealed class TokensCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly TextArguments _text = new("text", "What to tokenize. Standard input is appended where it is redirected.");
    private readonly ModelArguments _model = new();
    private readonly Option<bool> _count = new("--count", "-c") { Description = "Print the number alone." };
    private readonly Option<bool> _framed = new("--framed") { Description = "Count the text as a prompt, with the chat template around it." };
    private readonly Option<string?> _instructions = new("--instructions", "-i") { Description = "With --framed: instructions before the prompt.", HelpName = "TEXT" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Initializes the verb.</summary>
    public TokensCommand(FmEnvironment environment)
        : base("tokens", "Show how a text is tokenized.")
    {
        _environment = environment;
        _text.AddTo(this);
        _model.AddTo(this);
        Options.Add(_count);
        Options.Add(_framed);
        Options.Add(_instructions);
        Options.Add(_json);
        Validators.Add(result =>
        {
            if (result.GetResult(_instructions) is not null && !result.GetValue(_framed))
                result.AddError("--instructions are a part of a request: add --framed.");
        });
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string text = await _text.ReadExactAsync(result, _environment.Streams, cancellationToken);
        ModelSettings settings = _model.Read(result);
        if (result.GetValue(_framed))
        {
            WriteCount(result, await CountFramedAsync(result, text, settings, cancellationToken));
            return;
        }

        Tokenizer tokenizer = await _environment.OpenTokenizerAsync(settings, cancellationToken);
        if (result.GetValue(_count))
            WriteCount(result, tokenizer.CountTokens(text));
        else
            WriteTokens(result, tokenizer, tokenizer.Encode(text));
    }

    private async Task<int> CountFramedAsync(ParseResult result, string text, ModelSettings settings, CancellationToken cancellationToken)
    {
        Transcript transcript = [new Transcript.Prompt(text)];
        if (result.GetValue(_instructions) is { Length: > 0 } instructions)
            transcript = [new Transcript.Instructions(instructions), .. transcript];
        await using OpenedModel opened = await _environment.OpenModelAsync(settings, cancellationToken);
        return await opened.Model.CountTokensAsync(transcript, cancellationToken);
    }

    private void WriteCount(ParseResult result, int count)
    {
        TextWriter output = _environment.Streams.Output;
        if (!result.GetValue(_json))
        {
            output.WriteLine(count.ToString(CultureInfo.InvariantCulture));
            return;
        }

        JsonOutput.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteEndObject();
        });
    }

    private void WriteTokens(ParseResult result, Tokenizer tokenizer, int[] ids)
    {
        TextWriter output = _environment.Streams.Output;
        if (result.GetValue(_json))
        {
            JsonOutput.Write(output, json => WriteTokens(json, tokenizer, ids));
            return;
        }

        foreach (int id in ids)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id,7}  {TokenPiece.Of(tokenizer, id)}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ids.Length} tokens"));
    }

    private static void WriteTokens(Utf8JsonWriter json, Tokenizer tokenizer, int[] ids)
    {
        json.WriteStartObject();
        json.WriteNumber("count", ids.Length);
        json.WriteStartArray("ids");
        foreach (int id in ids)
            json.WriteNumberValue(id);
        json.WriteEndArray();
        json.WriteStartArray("pieces");
        foreach (int id in ids)
            json.WriteStringValue(TokenPiece.Of(tokenizer, id));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
