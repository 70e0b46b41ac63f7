namespace FoundationModels.Import.Training;

/// <summary>
/// Reverse-mode differentiation (Linnainmaa 1970): remembers in which order values were made, then writes the gradients of what they were made of
/// in the opposite order. Only values that depend on an adapter have gradients.
/// </summary>
internal sealed class GradientTape(GraphArithmetic nodes)
{
    private readonly HashSet<string> _tracked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _gradients = new(StringComparer.Ordinal);
    private readonly Stack<(string[] Outputs, Action<string[]> Backward)> _steps = [];

    /// <summary>Whether a value has a gradient.</summary>
    public bool Tracks(string value) => _tracked.Contains(value);

    /// <summary>Says that a value has a gradient.</summary>
    public void Track(string value) => _tracked.Add(value);

    /// <summary>Remembers how values were made.</summary>
    /// <param name="outputs">The values; all of them are read by something.</param>
    /// <param name="backward">Given their gradients, accumulates those of what they were made of.</param>
    public void Record(string[] outputs, Action<string[]> backward)
    {
        _tracked.UnionWith(outputs);
        _steps.Push((outputs, backward));
    }

    /// <summary>Adds to a value's gradient, where it has one.</summary>
    public void Accumulate(string value, string gradient)
    {
        if (Tracks(value))
            _gradients[value] = _gradients.TryGetValue(value, out string? sum) ? nodes.Add($"{value}.gradient_sum", sum, gradient) : gradient;
    }

    /// <summary>The gradient of a value.</summary>
    public string Gradient(string value) => _gradients[value];

    /// <summary>Writes the gradients of everything that was recorded.</summary>
    public void Backpropagate()
    {
        while (_steps.TryPop(out (string[] Outputs, Action<string[]> Backward) step))
            step.Backward([.. step.Outputs.Select(Gradient)]);
    }
}
