using System.Text;
using FoundationModels.Benchmarks.Json;

namespace FoundationModels.Benchmarks.Suite;

/// <summary>Judges the tests of a schema by the grammar route: instances go through the matcher byte by byte.</summary>
/// <remarks>Each instance is spelled in several ways and matched under every white-space policy that allows the spelling; all must agree, and the worst counts.</remarks>
internal sealed class SuiteJudge(SuiteFolder folder)
{
    private static readonly TimeSpan CompileLimit = TimeSpan.FromSeconds(10);

    private static readonly (string Name, WhitespacePolicy Policy, JsonStyle[] Styles)[] Policies =
    [
        ("natural", WhitespacePolicy.Natural, [JsonStyle.Compact, JsonStyle.OneLine, JsonStyle.Indented]),
        ("any", WhitespacePolicy.Any(), [JsonStyle.Compact, JsonStyle.OneLine, JsonStyle.Indented]),
        ("compact", WhitespacePolicy.Compact, [JsonStyle.Compact]),
        ("pretty", WhitespacePolicy.Pretty(), [JsonStyle.Indented]),
    ];

    /// <summary>A vocabulary without a tokenizer: every byte a token.</summary>
    private readonly TokenVocabulary _bytes = new([.. Enumerable.Range(0, 256).Select(b => (ReadOnlyMemory<byte>)new[] { (byte)b })], []);

    private readonly Dictionary<Uri, string> _documents = folder.ReadRemotes();

    /// <summary>Judges all tests of a schema.</summary>
    public IEnumerable<SuiteResult> Judge(SuiteGroup group)
    {
        Dictionary<string, CompiledGrammar> grammars = [];
        string? refusal = null;
        foreach ((string name, WhitespacePolicy policy, _) in Policies)
        {
            try
            {
                grammars[name] = Compile(group.Schema, policy);
            }
            catch (GrammarException e)
            {
                refusal ??= e.Message;
            }
            catch (OperationCanceledException)
            {
                refusal ??= $"not compiled within {CompileLimit.TotalSeconds} s";
            }
#pragma warning disable CA1031 // A fault of the engine is a result: the run goes on and reports it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                refusal ??= $"{e.GetType().Name}: {e.Message}";
            }
        }

        foreach (SuiteTest test in group.Tests)
        {
            string name = $"{group.Name}: {test.Name}";
            yield return refusal is null ? Judge(name, test, grammars) : new SuiteResult(name, SuiteOutcome.Refused, refusal);
        }
    }

    private CompiledGrammar Compile(string schema, WhitespacePolicy whitespace)
    {
        GrammarOptions options = new()
        {
            PropertyOrder = PropertyOrder.Any,
            Whitespace = whitespace,
            Spelling = GrammarSpelling.Any,
            Formats = SchemaFormats.Annotate,
            DefaultDraft = folder.Draft,
            Documents = _documents,
        };
        using CancellationTokenSource timeout = new(CompileLimit);
        return new GrammarCompiler(options).Compile(Grammar.JsonSchema(schema), timeout.Token);
    }

    private SuiteResult Judge(string name, SuiteTest test, Dictionary<string, CompiledGrammar> grammars)
    {
        foreach ((string policy, _, JsonStyle[] styles) in Policies)
        {
            foreach (JsonStyle style in styles)
            {
                byte[] text = Encoding.UTF8.GetBytes(PythonJson.Dumps(test.Instance, style));
                int accepted;
                bool isComplete;
                try
                {
                    accepted = Accept(grammars[policy], text, out isComplete);
                }
#pragma warning disable CA1031 // As above.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    return new SuiteResult(name, SuiteOutcome.Refused, $"while matching: {e.GetType().Name}: {e.Message}");
                }

                if (isComplete != test.IsValid)
                {
                    string where = test.IsValid ? accepted < text.Length ? $", rejected at byte {accepted}" : ", may not end" : "";
                    return new SuiteResult(name, test.IsValid ? SuiteOutcome.FalseReject : SuiteOutcome.FalseAccept, $"{style} under {policy}{where}");
                }
            }
        }

        return new SuiteResult(name, SuiteOutcome.Right, "");
    }

    private int Accept(CompiledGrammar grammar, byte[] text, out bool isComplete)
    {
        GrammarMatcher matcher = new(grammar, _bytes);
        int at = 0;
        while (at < text.Length && matcher.TryAcceptByte(text[at]))
            at++;
        isComplete = at == text.Length && matcher.IsAccepting;
        return at;
    }
}
