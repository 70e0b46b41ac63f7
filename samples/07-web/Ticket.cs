namespace FoundationModels.Samples.Web;

/// <summary>A support ticket.</summary>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Priority">How urgent it is.</param>
[Generable]
public partial record Ticket([Guide(Pattern = "^.{5,60}$")] string Title, [Guide(AnyOf = ["low", "medium", "high"])] string Priority);
