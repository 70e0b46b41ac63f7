using System.Text.Json;


using Spectre.Console;

namespace FoundationModels.Cli.Doctor;

/// <summary>The checks that were made, and how they are shown.</summary>
internal sealed class DoctorReport(IReadOnlyList<DoctorCheck> checks)
{
    /// <summary>Gets whether everything that is needed is there.</summary>
    public bool IsHealthy => !checks.Any(c => c.Status == DoctorStatus.Missing);

    /// <summary>Writes one line a check, with the remedy below it.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        int width = checks.Max(c => c.Name.Length);
        foreach (DoctorCheck check in checks)
        {
            (string mark, string color) = check.Status switch
            {
                DoctorStatus.Ok => ("ok     ", "green"),
                DoctorStatus.Warning => ("warning", "yellow"),
                _ => ("MISSING", "red"),
            };
            console.MarkupLine($"[{color}]{mark}[/]  {Markup.Escape(check.Name.PadRight(width))}  {Markup.Escape(check.Detail)}");
            if (check.Remedy is not null)
                console.MarkupLine($"{new string(' ', width + 11)}{Markup.Escape(check.Remedy)}");
        }

        console.WriteLine(IsHealthy ? "Ready." : "Something that is needed is missing: see above.");
    }

    /// <summary>Writes the report for programs.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("ready", IsHealthy);
        json.WriteStartArray("checks");
        foreach (DoctorCheck check in checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("status", check.Status switch { DoctorStatus.Ok => "ok", DoctorStatus.Warning => "warning", _ => "missing" });
            json.WriteString("detail", check.Detail);
            if (check.Remedy is not null)
                json.WriteString("remedy", check.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
