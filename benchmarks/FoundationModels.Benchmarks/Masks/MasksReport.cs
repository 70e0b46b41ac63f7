using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Writes the figures of a run over a corpus.</summary>
internal sealed class MasksReport(IReadOnlyList<EngineTally> tallies, BenchmarkOutput output)
{
    private static readonly (string Name, double Share)[] Ranks = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p999", 0.999)];

    /// <summary>Writes everything.</summary>
    public void Write()
    {
        HashSet<int> both = EngineTally.AcceptedByAll(tallies);
        foreach (EngineTally tally in tallies)
        {
            WriteOutcomes(tally);
            WriteTimes(tally, "all", [.. Enumerable.Range(0, tally.Runs.Count).Where(i => tally.Runs[i].Refusal is null)]);
            if (tallies.Count > 1)
                WriteTimes(tally, "both", both);
        }
    }

    private void WriteOutcomes(EngineTally tally)
    {
        int schemas = tally.Runs.Count;
        string engine = tally.Engine.Name;
        int right = tally.Count(r => r.IsRight);
        void Count(string metric, int value, string unit = "schemas") => output.Write(new Measurement(engine, metric, value, unit));
        output.Write(new Measurement(engine, "schemas_right_share", (double)right / schemas, "1", ("right", right), ("total", schemas)));
        Count("false_accepts", tally.Count(r => r.Verdicts.Exists(v => v.IsFalseAccept)));
        Count("false_rejects", tally.Count(r => r.Verdicts.Exists(v => v.IsFalseReject)));
        Count("refused", tally.Count(r => r.Refusal is not null));
        output.Write(new Measurement(engine, "instances", tally.Verdicts.Count(), "instances",
            ("false_accepts", tally.Verdicts.Count(v => v.IsFalseAccept)), ("false_rejects", tally.Verdicts.Count(v => v.IsFalseReject)),
            ("gave_up", tally.Verdicts.Count(v => v.Failure is not null))));

        // MaskBench's own runner does not ask whether a text may end where it does.
        int rightByMasks = tally.Count(r => r.Refusal is null && r.Verdicts.TrueForAll(v => v.IsRightByMasks));
        output.Write(new Measurement(engine, "schemas_right_share_by_masks", (double)rightByMasks / schemas, "1", ("right", rightByMasks),
            ("false_accepts", tally.Count(r => r.Verdicts.Exists(v => !v.IsValid && v.PassesMasks))),
            ("false_rejects", tally.Count(r => r.Verdicts.Exists(v => v.IsValid && !v.PassesMasks)))));
    }

    private void WriteTimes(EngineTally tally, string scope, HashSet<int> schemas)
    {
        SchemaRun[] runs = [.. schemas.Order().Select(i => tally.Runs[i])];
        Write(tally, "ttfm_ms", "ms", scope, new Percentiles(runs.Select(r => (float)r.FirstMaskMilliseconds)));
        Write(tally, "mask_us", "us", scope, new Percentiles(runs.SelectMany(r => r.Masks)));
        Write(tally, "accept_us", "us", scope, new Percentiles(runs.SelectMany(r => r.Steps)));
    }

    private void Write(EngineTally tally, string metric, string unit, string scope, Percentiles times)
    {
        if (times.Count == 0)
            return;
        void One(string name, double value) => output.Write(new Measurement(tally.Engine.Name, $"{metric}_{name}", value, unit, ("scope", scope), ("count", times.Count)));
        foreach ((string name, double share) in Ranks)
            One(name, times.At(share));
        One("max", times.Maximum);
        One("mean", times.Mean);
    }
}
