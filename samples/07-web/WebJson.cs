using System.Text.Json.Serialization;

namespace FoundationModels.Samples.Web;

/// <summary>Reads mails without reflection.</summary>
[JsonSerializable(typeof(Mail))]
internal sealed partial class WebJson : JsonSerializerContext;
