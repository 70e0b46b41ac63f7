using System.Text.Json;
using FoundationModels.Import.Architectures;

namespace FoundationModels.Import;

/// <summary>What ONNX Runtime GenAI wants beside a graph: genai_config.json and a tokenizer's configuration.</summary>
internal static class GenAIPackage
{
    /// <summary>The name of the graph's file.</summary>
    public const string GraphName = "model_genai.onnx";

    /// <summary>Writes both files.</summary>
    public static void Write(PackageFolder folder, DecoderShape shape, VocabularyFacts vocabulary)
    {
        folder.Write("genai_config.json", Json(json => WriteConfiguration(json, shape, vocabulary)));
        folder.Write("tokenizer_config.json", Json(json =>
        {
            json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
            json.WriteNumber("model_max_length", shape.Context);
            foreach ((string name, string text) in vocabulary.Special)
                json.WriteString(name, text);
        }));
    }

    private static void WriteConfiguration(Utf8JsonWriter json, DecoderShape shape, VocabularyFacts vocabulary)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "llama");
        json.WriteNumber("context_length", shape.Context);
        json.WriteNumber("vocab_size", shape.Vocabulary);
        WriteId(json, "bos_token_id", vocabulary, "bos_token");
        json.WriteStartArray("eos_token_id");
        foreach (int id in vocabulary.EndOfTurn)
            json.WriteNumberValue(id);
        json.WriteEndArray();
        WriteId(json, "pad_token_id", vocabulary, "pad_token", "eos_token");

        json.WriteStartObject("decoder");
        json.WriteString("filename", GraphName);
        json.WriteNumber("head_size", shape.Attention.HeadSize);
        json.WriteNumber("hidden_size", shape.Hidden);
        json.WriteNumber("num_attention_heads", shape.Attention.Heads);
        json.WriteNumber("num_key_value_heads", shape.Attention.KeyValueHeads);
        json.WriteNumber("num_hidden_layers", shape.Layers);
        json.WriteStartObject("session_options");

        // Errors only: inputs with a default, which adapters replace, are each worth a warning to ONNX Runtime.
        json.WriteNumber("log_severity_level", 3);
        json.WriteStartArray("provider_options");
        json.WriteEndArray();
        json.WriteEndObject();
        WriteNames(
            json, "inputs", ["input_ids", "attention_mask"],
            ("past_key_names", "past_key_values.%d.key"), ("past_value_names", "past_key_values.%d.value"));
        WriteNames(json, "outputs", ["logits"], ("present_key_names", "present.%d.key"), ("present_value_names", "present.%d.value"));
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartObject("search");
        json.WriteNumber("max_length", shape.Context);
        json.WriteBoolean("do_sample", false);
        json.WriteBoolean("past_present_share_buffer", true);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string section, string[] same, params (string Name, string Value)[] patterns)
    {
        json.WriteStartObject(section);
        foreach (string name in same)
            json.WriteString(name, name);
        foreach ((string name, string value) in patterns)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, string property, VocabularyFacts vocabulary, params string[] names)
    {
        foreach (string name in names)
        {
            if (vocabulary.Ids.TryGetValue(name, out int id))
            {
                json.WriteNumber(property, id);
                return;
            }
        }
    }

    private static byte[] Json(Action<Utf8JsonWriter> content)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
