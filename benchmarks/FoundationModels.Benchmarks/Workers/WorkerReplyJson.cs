using System.Text.Json.Serialization;

namespace FoundationModels.Benchmarks.Workers;

/// <summary>Serializes replies.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(WorkerReply))]
internal sealed partial class WorkerReplyJson : JsonSerializerContext;
