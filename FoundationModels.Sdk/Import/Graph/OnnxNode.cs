namespace FoundationModels.Import.Graph;

/// <summary>One node of a graph.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Operator">The operator's type.</param>
/// <param name="Domain">The operator's domain; empty for the standard ones.</param>
/// <param name="Inputs">Names of the inputs; empty for one that is left out.</param>
/// <param name="Outputs">Names of the outputs; empty for one that is left out.</param>
/// <param name="Attributes">The attributes.</param>
internal sealed record OnnxNode(
    string Name, string Operator, string Domain, string[] Inputs, string[] Outputs, OnnxAttribute[] Attributes);
