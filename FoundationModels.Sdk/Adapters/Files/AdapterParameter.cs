namespace FoundationModels.Adapters.Files;

/// <summary>One matrix of an adapter's file, whose values were not read yet.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Type">How the values are stored.</param>
/// <param name="Start">Where they begin in the file.</param>
internal readonly record struct AdapterParameter(string Name, int Rows, int Columns, AdapterElementType Type, int Start);
