using FoundationModels.Generation;
using FoundationModels.Inference.Training;
using FoundationModels.Models;
using FoundationModels.Packages;
using FoundationModels.Prompts;

namespace FoundationModels.Training.Data;

/// <summary>Turns conversations into tokens, with the same template and tokenizer that answer later.</summary>
internal sealed class ConversationEncoder(PromptEncoder prompts, ModelManifest manifest)
{
    /// <summary>The sequences of a conversation: one, or more where the template writes earlier turns differently once another one follows.</summary>
    public List<TrainingSequence> Encode(Conversation conversation, CancellationToken cancellationToken)
    {
        List<TrainingSequence> sequences = [];
        List<int> tokens = [];
        List<bool> own = [];
        Transcript before = Transcript.Empty;
        Transcript transcript = conversation.Transcript;
        for (int i = 0; i < transcript.Count; i++)
        {
            if (transcript[i] is not (Transcript.Response or Transcript.ToolCalls))
            {
                before = before.Append(transcript[i]);
                continue;
            }

            int[] prompt = prompts.Encode(before, conversation.Tools, true, cancellationToken);
            if (!prompt.AsSpan().StartsWith(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens)))
            {
                sequences.Add(new TrainingSequence([.. tokens], [.. own]));
                tokens.Clear();
                own.Clear();
            }

            tokens.AddRange(prompt.AsSpan(tokens.Count));
            own.AddRange(Enumerable.Repeat(false, tokens.Count - own.Count));
            (Transcript.Entry[] entries, int[] response) = Respond(transcript, ref i);
            before = before.Append(entries);
            tokens.AddRange(response);
            tokens.Add(EndOfTurn(before, conversation.Tools, tokens.Count, cancellationToken));
            own.AddRange(Enumerable.Repeat(true, tokens.Count - own.Count));
        }

        sequences.Add(new TrainingSequence([.. tokens], [.. own]));
        return sequences;
    }

    /// <summary>The ids of the model's turn at <paramref name="index"/>, and its entries with those ids, so that the next turn repeats them.</summary>
    private (Transcript.Entry[] Entries, int[] Ids) Respond(Transcript transcript, ref int index)
    {
        Transcript.Response? said = transcript[index] as Transcript.Response;
        Transcript.ToolCalls? calls = said is null ? (Transcript.ToolCalls)transcript[index] : index + 1 < transcript.Count ? transcript[index + 1] as Transcript.ToolCalls : null;
        PromptText text = said is null ? PromptText.Empty : new PromptText(said.Text, TextProvenance.Model);
        if (calls is null)
        {
            int[] plain = prompts.Tokenizer.Encode(text);
            return ([said! with { Tokens = new GeneratedTokens(plain, prompts.VocabularyKey) }], plain);
        }

        if (said is not null)
            index++;
        text = PromptText.Concat(text, ToolPrompt.Write(calls, prompts.ToolCalls));
        int[] ids = prompts.Tokenizer.Encode(text);
        calls = calls with { Message = new GeneratedMessage(text.ToString(), new GeneratedTokens(ids, prompts.VocabularyKey)) };
        return (said is null ? [calls] : [said, calls], ids);
    }

    /// <summary>What the template writes behind the model's turn, where that ends turns; else the first token that does.</summary>
    private int EndOfTurn(Transcript transcript, IReadOnlyList<ToolDefinition> tools, int at, CancellationToken cancellationToken)
    {
        int[] whole = prompts.Encode(transcript, tools, false, cancellationToken);
        return at < whole.Length && manifest.EndOfTurnTokens.Contains(whole[at]) ? whole[at] : manifest.EndOfTurnTokens[0];
    }
}
