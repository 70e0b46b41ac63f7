using System.Text.Json;

namespace FoundationModels.Benchmarks.Output;

/// <summary>Writes what every benchmark measures in one shape: a JSON object a line with "bench", "engine", "metric", "value", "unit" and parameters.</summary>
internal sealed class BenchmarkOutput : IDisposable
{
    private readonly string _bench;
    private readonly Stream? _file;

    /// <summary>Initializes the output.</summary>
    /// <param name="bench">The benchmark's name.</param>
    /// <param name="path">The file of JSON lines, made anew, or null to print only.</param>
    public BenchmarkOutput(string bench, string? path)
    {
        _bench = bench;
        _file = path is null ? null : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Prints a measurement and adds it to the file.</summary>
    public void Write(Measurement measurement)
    {
        Console.WriteLine(measurement);
        if (_file is null)
            return;
        using (Utf8JsonWriter json = new(_file))
        {
            json.WriteStartObject();
            json.WriteString("bench", _bench);
            json.WriteString("engine", measurement.Engine);
            json.WriteString("metric", measurement.Metric);
            json.WriteNumber("value", measurement.Value);
            json.WriteString("unit", measurement.Unit);
            foreach ((string name, object value) in measurement.Parameters)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }

            json.WriteEndObject();
        }

        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
