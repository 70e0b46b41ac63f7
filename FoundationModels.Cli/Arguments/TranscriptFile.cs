namespace FoundationModels.Cli.Arguments;

/// <summary>Conversations in files, as JSON.</summary>
internal static class TranscriptFile
{
    /// <summary>Reads a saved conversation.</summary>
    public static Transcript Read(string path) => Transcript.FromJson(File.ReadAllText(path));

    /// <summary>Saves a conversation. A file that is there already is replaced only when the new one is complete.</summary>
    public static void Write(string path, Transcript transcript)
    {
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, transcript.ToJson());
        File.Move(temporary, path, overwrite: true);
    }
}
