namespace FoundationModels.Cli.Doctor;

/// <summary>What a check found.</summary>
internal enum DoctorStatus
{
    /// <summary>As it should be, or a mere fact.</summary>
    Ok,

    /// <summary>It works, but not as well as it could.</summary>
    Warning,

    /// <summary>Something that is needed is not there.</summary>
    Missing,
}
