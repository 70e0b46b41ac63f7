namespace FoundationModels.Benchmarks.Masks;

/// <summary>Writes the schemas that an engine refuses or judges wrong, one a line: engine, schema, outcome, and where or why.</summary>
internal sealed class FailureList(string? path) : IDisposable
{
    private readonly StreamWriter? _file = path is null ? null : new StreamWriter(path) { AutoFlush = true };

    /// <summary>Adds what is wrong in a run.</summary>
    public void Add(string engine, CorpusSchema schema, SchemaRun run)
    {
        if (_file is null || run.IsRight)
            return;
        if (run.Refusal is { } reason)
            _file.WriteLine($"{engine}\t{schema.Name}\trefused\t{OneLine(reason)}");
        for (int i = 0; i < run.Verdicts.Count; i++)
        {
            InstanceVerdict verdict = run.Verdicts[i];
            if (!verdict.IsRight)
                _file.WriteLine($"{engine}\t{schema.Name}\t{(verdict.IsFalseAccept ? "false_accept" : "false_reject")}\tinstance {i}{Where(schema.Instances[i], verdict)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static string Where(CorpusInstance instance, InstanceVerdict verdict)
    {
        if (verdict.Failure is { } failure)
            return $" gave up at token {verdict.Rejected}: {OneLine(failure)}";
        if (verdict.Rejected >= 0)
            return $" at token {verdict.Rejected} of {instance.Tokens.Length}";
        return verdict.IsValid ? " may not end" : "";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
