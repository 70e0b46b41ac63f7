using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>
/// A model's chat template: the subset of Jinja 3.1 that such templates use, in a sandbox without input and output, with bounds on what
/// it may use. The rendered prompt remembers which of its parts the template wrote. Immutable; may be rendered from several threads.
/// </summary>
internal sealed class ChatTemplate
{
    private readonly string _source;
    private readonly string _name;
    private readonly IReadOnlyList<Statement> _statements;

    private ChatTemplate(string source, string name, IReadOnlyList<Statement> statements)
    {
        _source = source;
        _name = name;
        _statements = statements;
    }

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template's text.</param>
    /// <param name="name">What messages call the template.</param>
    /// <exception cref="ChatTemplateException">The template has a mistake.</exception>
    public static ChatTemplate Parse(string source, string name)
    {
        string text = TemplateLexer.Normalize(source);
        try
        {
            return new ChatTemplate(text, name, new StatementParser(new TemplateLexer(text).Tokenize()).ParseTemplate());
        }
        catch (TemplateSyntaxFault fault)
        {
            (int line, int column) = Place(text, fault.Offset);
            throw new ChatTemplateException(name, line, column, fault.Message, innerException: fault);
        }
    }

    /// <summary>Renders a conversation.</summary>
    /// <exception cref="ChatTemplateException">The template refused the conversation, failed, or used more than it may.</exception>
    public PromptText Render(ChatTemplateInputs inputs, CancellationToken cancellationToken = default) =>
        RenderWithSpans(inputs, cancellationToken).Text;

    /// <summary>Renders a conversation and reports what the template marks as written by the model.</summary>
    /// <exception cref="ChatTemplateException">The template refused the conversation, failed, or used more than it may.</exception>
    public ChatTemplateRendering RenderWithSpans(ChatTemplateInputs inputs, CancellationToken cancellationToken = default)
    {
        PromptTextBuilder output = new();
        RenderState state = new(output, inputs.Limits, inputs.Clock, cancellationToken);
        try
        {
            FinalMessageContinuation? continuation =
                inputs.ContinueFinalMessage ? FinalMessageContinuation.Mark(state, inputs.Messages) : null;
            state.Scope = inputs.ToScope(continuation?.Messages ?? inputs.Messages);
            Statement.ExecuteAll(state, _statements);
            PromptText text = output.ToPromptText();
            return new ChatTemplateRendering(continuation?.Cut(text) ?? text, ToCodePoints(text.ToString(), state.GenerationSpans));
        }
        catch (TemplateFault fault)
        {
            (int line, int column) = Place(_source, state.Offset);
            throw new ChatTemplateException(_name, line, column, fault.Message, fault.IsRaisedByTemplate, fault);
        }
    }

    private static (int Line, int Column) Place(string source, int offset)
    {
        ReadOnlySpan<char> before = source.AsSpan(0, Math.Min(offset, source.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    // The spans are in the order of their starts, so one pass over the text is enough.
    private static List<(int Start, int End)> ToCodePoints(string text, List<(int Start, int Length)> spans)
    {
        List<(int Start, int End)> converted = new(spans.Count);
        int at = 0;
        int count = 0;
        foreach ((int start, int length) in spans)
        {
            count += CodePoints.Count(text.AsSpan(at, start - at));
            at = start;
            converted.Add((count, count + CodePoints.Count(text.AsSpan(start, Math.Min(length, text.Length - start)))));
        }

        return converted;
    }
}
