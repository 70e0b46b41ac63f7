namespace FoundationModels.Sdk.Tests.Grammars.Image;

/// <summary>Types with all that the source generator makes schemas of.</summary>
internal static partial class GeneratedTypes
{
    /// <summary>How bad it is.</summary>
    [Generable]
    internal enum Priority
    {
        /// <summary>It can wait.</summary>
        Low,

        /// <summary>It cannot.</summary>
        High,
    }

    /// <summary>A support ticket.</summary>
    [Generable]
    internal sealed partial record Ticket(
        [Guide("One line", Pattern = "^.{3,60}$")] string Title,
        [Guide(AnyOf = ["shipping", "billing"])] string? Team,
        Priority Priority,
        [Guide(MinimumCount = 1, MaximumCount = 3)] IReadOnlyList<string> Tags,
        List<Ticket>? Parts,
        DateOnly? Due);

    /// <summary>Numbers of all kinds.</summary>
    [Generable]
    internal sealed partial record Numbers(
        int Whole,
        [Guide(Minimum = 0, Maximum = 100)] byte Percent,
        long? Large,
        [Guide(Minimum = 0.5)] double Fraction,
        decimal Money,
        [Guide(MaximumCount = 2)] Dictionary<string, bool> Switches,
        bool[] Flags,
        Guid Id,
        DateTimeOffset At,
        TimeSpan Length);

    /// <summary>A pet.</summary>
    [Generable]
    internal abstract partial record Animal(string Name)
    {
        /// <summary>A cat.</summary>
        [Generable]
        internal sealed partial record Cat(string Name, bool Indoor) : Animal(Name);

        /// <summary>A dog with its friends.</summary>
        [Generable]
        internal sealed partial record Dog(string Name, int Weight, List<Animal> Friends) : Animal(Name);
    }
}
