using FoundationModels;
using FoundationModels.ExtensionsAI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds language models of this machine to an app's services.</summary>
public static class FoundationModelsServiceCollectionExtensions
{
    /// <summary>Adds the model that the app uses everywhere: as <see cref="ILanguageModel"/>, as <see cref="IChatClient"/>, and in sessions.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options after the configuration did, or null.</param>
    /// <remarks>
    /// <para>
    /// The model and the chat client are singletons; a service that the app adds itself before is kept. The model is loaded at its first use, and disposed with the container. It is
    /// <see cref="IAsyncDisposable"/> only, so that the container has to be disposed with <c>DisposeAsync</c>, as hosts do.
    /// </para>
    /// <para>
    /// Each <see cref="LanguageModelSession"/> is a conversation of its own, with the tools of every <see cref="IToolSource"/> that is registered. It belongs to the scope that it is
    /// taken from, as services do: take long conversations from a scope of their own, or make sessions with the model.
    /// </para>
    /// <para>The chat client calls no functions. <c>services.AddChatClient(s => s.GetRequiredService&lt;ILanguageModel>().AsChatClient()).UseFunctionInvocation()</c> adds one that does.</para>
    /// </remarks>
    /// <returns>The services.</returns>
    public static IServiceCollection AddFoundationModels(this IServiceCollection services, Action<FoundationModelsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddOptions(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton<ILanguageModel>(static s => CreateModel(OptionsOf(s, Options.Options.DefaultName)));
        services.TryAddSingleton(static s => s.GetRequiredService<ILanguageModel>().AsChatClient());
        services.TryAddTransient(static s => CreateSession(
            s.GetRequiredService<ILanguageModel>(), s.GetServices<IToolSource>(), OptionsOf(s, Options.Options.DefaultName)));
        return services;
    }

    /// <summary>Adds a further model under a key: as keyed <see cref="ILanguageModel"/>, <see cref="IChatClient"/> and <see cref="LanguageModelSession"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is also the name of its options.</param>
    /// <param name="configure">Sets options after the configuration did, or null.</param>
    /// <remarks>As <see cref="AddFoundationModels"/> otherwise. Its sessions have the tools that are registered with the key, and none of the others.</remarks>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static IServiceCollection AddFoundationModel(this IServiceCollection services, string key, Action<FoundationModelsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        AddOptions(services, key, configure);
        services.TryAddKeyedSingleton<ILanguageModel>(key, static (s, k) => CreateModel(OptionsOf(s, (string)k!)));
        services.TryAddKeyedSingleton(key, static (s, k) => s.GetRequiredKeyedService<ILanguageModel>(k).AsChatClient());
        services.TryAddKeyedTransient(key, static (s, k) => CreateSession(
            s.GetRequiredKeyedService<ILanguageModel>(k), s.GetKeyedServices<IToolSource>(k), OptionsOf(s, (string)k!)));
        return services;
    }

    private static void AddOptions(IServiceCollection services, string name, Action<FoundationModelsOptions>? configure)
    {
        OptionsBuilder<FoundationModelsOptions> builder = services.AddOptions<FoundationModelsOptions>(name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<FoundationModelsOptions>, FoundationModelsConfiguration>());
        if (configure is not null)
            builder.Configure(configure);
    }

    private static FoundationModelsOptions OptionsOf(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<FoundationModelsOptions>>().Get(name);

    private static SystemLanguageModel CreateModel(FoundationModelsOptions options) =>
        options.ModelPath is { } path ? new SystemLanguageModel(path, options.Model) : new SystemLanguageModel(options.Model);

    private static LanguageModelSession CreateSession(ILanguageModel model, IEnumerable<IToolSource> tools, FoundationModelsOptions options) =>
        new(model, tools, options.Instructions, options.Tools);
}
