using FoundationModels.Grammars;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>Runs properties over random schemas. The environment variables FM_PROPERTY_FACTOR and FM_PROPERTY_SEED ask for more of them and for others.</summary>
internal static class Properties
{
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("FM_PROPERTY_FACTOR"), out int factor) ? factor : 1;
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("FM_PROPERTY_SEED"), out ulong seed) ? seed : 4;

    /// <summary>Checks a property.</summary>
    /// <param name="count">The number of cases.</param>
    /// <param name="fault">What is wrong with a case, or null.</param>
    public static void Check(int count, Func<SchemaCase, string?> fault)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count * Factor).WithReplay(Seed, (Seed << 1) | 1).WithQuietOnSuccess(true);
        Prop.ForAll(SchemaCase.Arbitrary, of => Run(of, fault)).Check(config);
    }

    private static Property Run(SchemaCase of, Func<SchemaCase, string?> fault)
    {
        string? message;
        try
        {
            message = fault(of);
        }
        catch (GrammarRefusal e) when (e.Reason.StartsWith("The schema refers to itself", StringComparison.Ordinal))
        {
            // The validator follows references that have no effect on what is valid, and gives no verdict then.
            message = null;
        }
        catch (Exception e) when (e is not GrammarException)
        {
            message = e.ToString();
        }

        return (message is null).Label(message ?? "");
    }
}
