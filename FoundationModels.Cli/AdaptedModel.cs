using FoundationModels.Cli.Arguments;

namespace FoundationModels.Cli;

/// <summary>A model with the adapters that were given; disposing it gives the adapters back.</summary>
internal sealed class AdaptedModel : IDisposable
{
    private readonly List<LanguageModelAdapter> _adapters = [];

    private AdaptedModel(ILanguageModel model) => Model = model;

    /// <summary>Gets the model.</summary>
    public ILanguageModel Model { get; private set; }

    /// <summary>Loads adapters into a model.</summary>
    /// <exception cref="UsageException">The model takes no adapters.</exception>
    /// <exception cref="AdapterFormatException">An adapter is absent or damaged.</exception>
    /// <exception cref="AdapterMismatchException">An adapter is for another model.</exception>
    public static async Task<AdaptedModel> LoadAsync(ILanguageModel model, IReadOnlyList<AdapterChoice> choices, CancellationToken cancellationToken)
    {
        AdaptedModel adapted = new(model);
        if (choices.Count == 0)
            return adapted;
        if (model is not SystemLanguageModel system)
            throw new UsageException($"--adapter: the model {model.Id} takes none.");
        try
        {
            List<WeightedAdapter> weighted = [];
            foreach (AdapterChoice choice in choices)
            {
                LanguageModelAdapter adapter = await LanguageModelAdapter.LoadAsync(choice.Path, cancellationToken);
                adapted._adapters.Add(adapter);
                weighted.Add(new WeightedAdapter(adapter, choice.Weight));
            }

            AdaptedLanguageModel together = system.WithAdapters(weighted);
            await together.EnsureReadyAsync(cancellationToken: cancellationToken);
            adapted.Model = together;
            return adapted;
        }
        catch
        {
            adapted.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LanguageModelAdapter adapter in _adapters)
            adapter.Dispose();
    }
}
