namespace FoundationModels.Benchmarks.Guided;

/// <summary>All tasks; a process and its workers know a task by its number here.</summary>
internal static class GuidedTasks
{
    /// <summary>Gets the tasks.</summary>
    public static IReadOnlyList<GuidedTask> All { get; } = [.. RecordTasks.All, .. LabelledTasks.All];
}
