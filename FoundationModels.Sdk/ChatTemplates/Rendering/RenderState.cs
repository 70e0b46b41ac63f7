using System.Runtime.CompilerServices;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>One rendering: where it is, what it wrote, and what it may still use.</summary>
internal sealed class RenderState(PromptTextBuilder output, ChatTemplateLimits limits, TimeProvider clock, CancellationToken cancellationToken)
{
    private readonly PromptTextBuilder _root = output;
    private long _steps;
    private long _nextCancellationCheck = CancellationInterval;
    private int _depth;

    private const long CancellationInterval = 4096;

    /// <summary>Gets the limits.</summary>
    public ChatTemplateLimits Limits { get; } = limits;

    /// <summary>Gets the clock for <c>strftime_now</c>.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>Gets or sets the variables.</summary>
    public Scope Scope { get; set; } = new(null);

    /// <summary>Gets or sets where text goes.</summary>
    public PromptTextBuilder Output { get; set; } = output;

    /// <summary>Gets the number of UTF-16 units of the template's own output so far, even while a block is written elsewhere.</summary>
    public int WrittenLength => _root.Length;

    /// <summary>Gets or sets the offset in the template's source of what is evaluated.</summary>
    public int Offset { get; set; }

    /// <summary>Gets the spans of the output that generation blocks wrote, in UTF-16 units.</summary>
    public List<(int Start, int Length)> GenerationSpans { get; } = [];

    /// <summary>Takes note of the node that is evaluated next, and counts it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(int offset)
    {
        Offset = offset;
        Charge(1);
    }

    /// <summary>Counts steps.</summary>
    /// <exception cref="TemplateFault">The template has used its steps.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long steps)
    {
        _steps += steps;
        if (_steps >= _nextCancellationCheck)
            CheckSteps();
    }

    /// <summary>Counts the characters of a text that is copied.</summary>
    /// <exception cref="TemplateFault">The text is too long, or the template has used its steps.</exception>
    public void ChargeText(long length)
    {
        CheckTextLength(length);
        Charge(length / 16);
    }

    /// <summary>Checks the length of a text before it is made.</summary>
    public void CheckTextLength(long length)
    {
        if (length > Limits.TextLength)
            throw new TemplateFault($"A text of {length} characters is more than the {Limits.TextLength} that a template may make.");
    }

    /// <summary>Checks the number of items of a list before it is made, and counts them.</summary>
    public void ChargeItems(long count)
    {
        if (count > Limits.Items)
            throw new TemplateFault($"A list of {count} items is more than the {Limits.Items} that a template may make.");
        Charge(count);
    }

    /// <summary>Opens a level of nesting.</summary>
    /// <exception cref="TemplateFault">The levels, or the thread's stack, are used up.</exception>
    public void EnterNested()
    {
        if (++_depth > Limits.Depth)
            throw new TemplateFault($"Macros and loops nest deeper than the {Limits.Depth} levels that a template may use.");
        CheckStack();
    }

    /// <summary>Closes a level of nesting.</summary>
    public void LeaveNested() => _depth--;

    /// <summary>What statements write, as a value; they may leave a loop only inside themselves.</summary>
    public StringValue Capture(IReadOnlyList<Statement> body)
    {
        PromptTextBuilder outer = Output;
        Output = new PromptTextBuilder();
        try
        {
            Statement.ExecuteAll(this, body);
            return new StringValue(Output.ToPromptText());
        }
        finally
        {
            Output = outer;
        }
    }

    /// <summary>Writes a text to the output.</summary>
    public void Write(StringValue text)
    {
        ChargeText(text.Length);
        CheckTextLength((long)Output.Length + text.Length);
        Output.Append(text.Text);
    }

    /// <summary>Checks that the thread's stack has room for another level of evaluation.</summary>
    public static void CheckStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new TemplateFault("The template nests too deeply.");
    }

    private void CheckSteps()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_steps > Limits.Steps)
            throw new TemplateFault($"The template needs more than the {Limits.Steps} steps that it may use.");
        _nextCancellationCheck = Math.Min(_steps + CancellationInterval, Limits.Steps + 1);
    }
}
