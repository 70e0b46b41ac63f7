namespace FoundationModels.Cli.Doctor;

/// <summary>One line of the report.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">What was found.</param>
/// <param name="Detail">What was found, in words.</param>
/// <param name="Remedy">What to do about it, where there is something to do.</param>
internal sealed record DoctorCheck(string Name, DoctorStatus Status, string Detail, string? Remedy = null);
