namespace FoundationModels.Sessions;

/// <summary>A complete answer in its three shapes.</summary>
/// <param name="Content">What the app asked for.</param>
/// <param name="RawContent">What it was made of.</param>
/// <param name="Segment">What the transcript keeps.</param>
internal sealed record ParsedResponse<T>(T Content, GeneratedContent RawContent, Transcript.Segment Segment);
