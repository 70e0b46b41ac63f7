namespace FoundationModels.ChatTemplates;

/// <summary>A loop. Each item has a scope of its own: what its body sets is gone with the next item.</summary>
internal sealed class ForStatement(
    int offset,
    AssignmentTarget target,
    Expression source,
    Expression? condition,
    bool isRecursive,
    IReadOnlyList<Statement> body,
    IReadOnlyList<Statement> otherwise)
    : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        TemplateValue items = source.Evaluate(state);
        state.Offset = Offset;
        return Run(state, items, state.Scope, depth: 0);
    }

    private Flow Run(RenderState state, TemplateValue items, Scope outer, int depth)
    {
        IEnumerable<TemplateValue> visited = items.Items();
        int? count = items.Count;
        if (condition is not null)
        {
            visited = Select(state, visited, outer);
            count = null;
        }

        LoopValue loop = new(visited, count, depth, isRecursive ? (at, current, children) => Recurse(at, children, outer, current.Depth + 1) : null);
        Scope before = state.Scope;

        // As in the reference, an item whose body is left early doesn't count: after a break in the first one, 'else' is executed.
        bool isEmpty = true;
        try
        {
            while (loop.TryNext(out TemplateValue item))
            {
                state.Enter(Offset);
                state.Scope = new Scope(outer);
                state.Scope.Set("loop", loop);
                target.Assign(state, item);
                Flow flow = ExecuteAll(state, body);
                if (flow == Flow.Break)
                    break;
                isEmpty &= flow != Flow.Next;
            }

            if (!isEmpty)
                return Flow.Next;
            state.Scope = new Scope(outer);
            return ExecuteAll(state, otherwise);
        }
        finally
        {
            state.Scope = before;
        }
    }

    private StringValue Recurse(RenderState state, TemplateValue children, Scope outer, int depth)
    {
        state.EnterNested();
        Prompts.PromptTextBuilder output = state.Output;
        state.Output = new Prompts.PromptTextBuilder();
        try
        {
            Run(state, children, outer, depth);
            return new StringValue(state.Output.ToPromptText());
        }
        finally
        {
            state.Output = output;
            state.LeaveNested();
        }
    }

    private IEnumerable<TemplateValue> Select(RenderState state, IEnumerable<TemplateValue> items, Scope outer)
    {
        foreach (TemplateValue item in items)
        {
            Scope before = state.Scope;
            state.Scope = new Scope(outer);
            target.Assign(state, item);
            bool isSelected = condition!.Evaluate(state).IsTruthy;
            state.Scope = before;
            if (isSelected)
                yield return item;
        }
    }
}
