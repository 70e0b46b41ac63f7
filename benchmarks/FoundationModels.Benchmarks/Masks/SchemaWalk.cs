using System.Diagnostics;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Takes one engine through one schema: compiles it and walks each instance token by token with a mask at every step, as MaskBench does.</summary>
internal sealed class SchemaWalk(IMaskEngine engine, CorpusSchema schema)
{
    private readonly SchemaRun _run = new();
    private IMaskMatcher? _matcher;

    /// <summary>Whether the mask of the first step is already there: it is made, and timed, once per schema for the time to the first mask.</summary>
    private bool _hasFirstMask;

    /// <summary>Runs it.</summary>
    public SchemaRun Run()
    {
        try
        {
            long start = Stopwatch.GetTimestamp();
            _matcher = engine.Compile(schema.Text);
            ComputeMask();
            _run.FirstMaskMilliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            _hasFirstMask = true;
        }
        catch (MaskEngineException e)
        {
            _run.Refusal = e.Message;
            _run.Masks.Clear();
            _matcher?.Dispose();
            return _run;
        }

        foreach (CorpusInstance instance in schema.Instances)
            _run.Verdicts.Add(Judge(instance));
        _matcher.Dispose();
        return _run;
    }

    private InstanceVerdict Judge(CorpusInstance instance)
    {
        int at = 0;
        try
        {
            for (; at < instance.Tokens.Length; at++)
            {
                if (!_hasFirstMask)
                    ComputeMask();
                _hasFirstMask = false;
                if (!_matcher!.Allows(instance.Tokens[at]))
                {
                    _matcher.Reset();
                    return new InstanceVerdict(instance.IsValid, false, false, at, null);
                }

                Accept(instance.Tokens[at]);
            }

            bool isComplete = _matcher!.IsAccepting;
            _matcher.Reset();
            return new InstanceVerdict(instance.IsValid, true, isComplete, -1, null);
        }
        catch (MaskEngineException e)
        {
            // What gave up does not always come back, so the next instance gets a new one.
            _matcher!.Dispose();
            _matcher = engine.Compile(schema.Text);
            return new InstanceVerdict(instance.IsValid, false, false, at, e.Message);
        }
    }

    private void ComputeMask()
    {
        long start = Stopwatch.GetTimestamp();
        _matcher!.ComputeMask();
        _run.Masks.Add((float)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }

    private void Accept(int token)
    {
        long start = Stopwatch.GetTimestamp();
        _matcher!.Accept(token);
        _run.Steps.Add((float)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }
}
