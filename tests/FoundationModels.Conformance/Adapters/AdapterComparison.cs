using System.Globalization;
using System.Numerics.Tensors;
using FoundationModels.Adapters;
using FoundationModels.Adapters.Sets;
using FoundationModels.Import.Safetensors;
using FoundationModels.Inference;
using FoundationModels.Packages;

namespace FoundationModels.Conformance.Adapters;

/// <summary>
/// Compares a package with adapters against a float32 reference. With float32 weights the bounds are absolute; otherwise the base's own error is the
/// measure, of the logits with adapters and of which greedy choices are compared.
/// </summary>
internal sealed class AdapterComparison(IInferenceBackend backend, ModelManifest manifest, SafetensorsFile reference, AdapterGoldens goldens, ConformanceReport report)
{
    private const double ExactLogits = 2e-3;
    private const double ExactMargin = 0.01;

    /// <summary>How much further off than the base a quantized package with adapters may be.</summary>
    private const double Allowance = 3;

    private readonly Dictionary<string, double> _baseErrors = [];
    private readonly Dictionary<string, List<double>> _errors = [];
    private readonly string _precision = manifest.Precision == ModelPrecision.Exact ? "exact" : "fast";
    private int _sameTexts;
    private int _texts;

    private bool IsExact => manifest.Precision == ModelPrecision.Exact;

    /// <summary>Compares one configuration; the one without adapters has to be the first.</summary>
    public void Run(AdapterConfiguration configuration, IReadOnlyList<(IReadOnlyList<AdapterUpdate> Updates, float Weight)> adapters)
    {
        using IBoundAdapter? adapter = adapters.Count == 0 ? null : backend.LoadAdapter(AdapterComposition.Compose(adapters), CancellationToken.None);
        foreach (AdapterPrompt prompt in goldens.Prompts)
        {
            string name = $"{configuration.Name}/{prompt.Id}";
            if (reference.Tensors.ContainsKey(name))
                CompareLogits(configuration, prompt, name, adapter);
            if (prompt.Greedy.TryGetValue(configuration.Name, out (int[] Tokens, double[] Margins) greedy))
                CompareGreedy(prompt, name, greedy.Tokens, greedy.Margins, adapter);
        }
    }

    /// <summary>Adds what all cases together say.</summary>
    public void Summarize()
    {
        foreach ((string configuration, List<double> errors) in _errors)
            report.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{_precision} {configuration}: largest logit difference {errors.Max():G3}, mean of prompts {errors.Average():G3}"));
        report.Notes.Add($"{_precision}: {_sameTexts} of {_texts} greedy texts are the reference's to the end");
    }

    private void CompareLogits(AdapterConfiguration configuration, AdapterPrompt prompt, string name, IBoundAdapter? adapter)
    {
        float[] logits = Logits(prompt.Tokens, adapter);
        TensorPrimitives.Subtract(logits, reference.GetValues<float>(name), logits);
        double difference = Math.Abs(TensorPrimitives.MaxMagnitude<float>(logits));
        if (!_errors.TryGetValue(configuration.Name, out List<double>? errors))
            _errors[configuration.Name] = errors = [];
        errors.Add(difference);
        if (configuration.Adapters.Count == 0)
            _baseErrors[prompt.Id] = difference;

        double bound = IsExact ? ExactLogits : Allowance * _baseErrors.Values.Max();
        bool isMeasure = !IsExact && configuration.Adapters.Count == 0;
        if (!isMeasure)
            report.Add($"{_precision}/logits/{name}", difference <= bound, difference, string.Create(CultureInfo.InvariantCulture, $"the largest difference is {difference:G4}, allowed {bound:G4}"));
    }

    private float[] Logits(int[] tokens, IBoundAdapter? adapter)
    {
        float[] logits = new float[backend.VocabularySize];
        using IKeyValueBuffers buffers = backend.Allocate(tokens.Length);
        if (adapter is null)
            backend.Run(buffers, tokens, 0, logits, CancellationToken.None);
        else
            backend.RunAdapted(adapter, buffers, tokens, 0, logits, CancellationToken.None);
        return logits;
    }

    private void CompareGreedy(AdapterPrompt prompt, string name, int[] expected, double[] margins, IBoundAdapter? adapter)
    {
        // From the first choice that was too close, the two texts may differ for good.
        double least = IsExact ? ExactMargin : _baseErrors.GetValueOrDefault(prompt.Id);
        int compared = Array.FindIndex(margins, m => m <= least) is >= 0 and int close ? close : expected.Length;
        int[] tokens = GreedyText.Generate(backend, adapter, prompt.Tokens, expected.Length, manifest.EndOfTurnTokens);
        int same = expected.AsSpan().CommonPrefixLength(tokens);
        _texts++;
        _sameTexts += same == expected.Length ? 1 : 0;
        report.Add(
            $"{_precision}/greedy/{name}", same >= compared, null,
            $"token {same} is {(same < tokens.Length ? tokens[same] : "missing")}, expected {expected[Math.Min(same, expected.Length - 1)]} (margin {margins[Math.Min(same, expected.Length - 1)]:F3}, compared are {compared} of {expected.Length} tokens)");
    }
}
