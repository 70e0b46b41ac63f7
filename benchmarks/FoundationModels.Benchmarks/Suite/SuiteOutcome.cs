namespace FoundationModels.Benchmarks.Suite;

/// <summary>What became of a test, from good to bad.</summary>
internal enum SuiteOutcome
{
    /// <summary>Judged as the suite says.</summary>
    Right,

    /// <summary>The schema cannot be enforced, and the compiler says so.</summary>
    Refused,

    /// <summary>A valid instance is rejected.</summary>
    FalseReject,

    /// <summary>An invalid instance is accepted.</summary>
    FalseAccept,
}
