using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FoundationModels.ExtensionsAI;

/// <summary>Reads options from the app's configuration. By hand, so that trimming keeps working and a wrong value is named with its place.</summary>
internal sealed class FoundationModelsConfiguration(IConfiguration? configuration = null) : IConfigureNamedOptions<FoundationModelsOptions>
{
    private const string Section = "FoundationModels";

    /// <inheritdoc/>
    public void Configure(FoundationModelsOptions options) => Configure(Options.DefaultName, options);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A value is not of its option's type, or out of its range.</exception>
    public void Configure(string? name, FoundationModelsOptions options)
    {
        if (configuration is null)
            return;
        IConfigurationSection section = configuration.GetSection(string.IsNullOrEmpty(name) ? Section : ConfigurationPath.Combine(Section, "Models", name));
        options.ModelPath = section[nameof(options.ModelPath)] ?? options.ModelPath;
        options.Instructions = section[nameof(options.Instructions)] ?? options.Instructions;
        IConfigurationSection model = section.GetSection(nameof(options.Model));
        SystemLanguageModelOptions before = options.Model;
        options.Model = before with
        {
            Precision = Read(model, nameof(before.Precision), before.Precision, ParsePrecision),
            Threads = Read(model, nameof(before.Threads), before.Threads, static text => int.Parse(text, CultureInfo.InvariantCulture)),
            Spinning = Read(model, nameof(before.Spinning), before.Spinning, bool.Parse),
            LargePages = Read(model, nameof(before.LargePages), before.LargePages, bool.Parse),
            MaximumCacheBytes = Read(model, nameof(before.MaximumCacheBytes), before.MaximumCacheBytes, static text => long.Parse(text, CultureInfo.InvariantCulture)),
            ExecutionProvider = model[nameof(before.ExecutionProvider)] ?? before.ExecutionProvider,
            StoreFolder = model[nameof(before.StoreFolder)] ?? before.StoreFolder,
        };
    }

    private static ModelPrecision ParsePrecision(string text) =>
        Enum.TryParse(text, ignoreCase: true, out ModelPrecision precision) && Enum.IsDefined(precision)
            ? precision
            : throw new FormatException($"The precisions are {string.Join(", ", Enum.GetNames<ModelPrecision>())}.");

    private static T Read<T>(IConfigurationSection section, string name, T otherwise, Func<string, T> parse)
    {
        if (section[name] is not { } text)
            return otherwise;
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidOperationException(
                $"The configuration has '{text}' for {ConfigurationPath.Combine(section.Path, name)}, which is no {typeof(T).Name} that it can be. {e.Message}", e);
        }
    }
}
