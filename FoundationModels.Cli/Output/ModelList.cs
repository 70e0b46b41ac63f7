using System.Globalization;
using System.Text.Json;

using FoundationModels.Packages;

using Spectre.Console;

namespace FoundationModels.Cli.Output;

/// <summary>The models of the store, for people and for programs.</summary>
internal static class ModelList
{
    /// <summary>Writes a table.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<StoredPackage> packages)
    {
        Table table = new Table().NoBorder();
        foreach (string heading in new[] { "NAME", "SIZE", "AGE", "PRECISION", "FORMAT", "KEY", "SOURCE" })
            table.AddColumn(new TableColumn(heading).NoWrap().PadLeft(0).PadRight(2));

        foreach (StoredPackage package in packages)
        {
            table.AddRow(
                new Text(package.ModelId ?? "(damaged)"),
                new Text(ByteSize.Format(package.Bytes)),
                new Text(Age.Format(DateTimeOffset.UtcNow - package.Imported)),
                new Text(Name(package.Key.Precision)),
                new Text(package.Key.Format.ToString(CultureInfo.InvariantCulture)),
                new Text(StoredPackageName.ShortKey(package)),
                new Text(package.Source ?? ""));
        }

        console.Write(table);
        console.WriteLine($"{packages.Count} imported, {ByteSize.Format(packages.Sum(p => p.Bytes))}");
    }

    /// <summary>Writes an array.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StoredPackage> packages)
    {
        json.WriteStartArray();
        foreach (StoredPackage package in packages)
        {
            json.WriteStartObject();
            json.WriteString("name", package.ModelId);
            json.WriteString("key", package.Key.ToString());
            json.WriteNumber("bytes", package.Bytes);
            json.WriteString("imported", package.Imported);
            json.WriteString("lastUsed", package.LastUsed);
            json.WriteString("precision", Name(package.Key.Precision));
            json.WriteNumber("format", package.Key.Format);
            json.WriteString("source", package.Source);
            json.WriteString("folder", package.Folder);
            if (package.Problem is not null)
                json.WriteString("problem", package.Problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Name(ModelPrecision precision) => precision == ModelPrecision.Fast ? "fast" : "exact";
}
