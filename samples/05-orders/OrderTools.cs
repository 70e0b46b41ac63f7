using Microsoft.Data.Sqlite;

namespace FoundationModels.Samples.Orders;

/// <summary>What the model may do with the orders of a shop.</summary>
public sealed partial class OrderTools : IDisposable
{
    private readonly SqliteConnection _connection;

    /// <summary>Opens the file, and makes one with a few orders where there is none.</summary>
    public OrderTools(string file)
    {
        _connection = new SqliteConnection($"Data Source={file}");
        _connection.Open();
        using SqliteCommand create = _connection.CreateCommand();
        create.CommandText = """
            CREATE TABLE IF NOT EXISTS orders (number INTEGER PRIMARY KEY, goods TEXT NOT NULL, state TEXT NOT NULL);
            INSERT OR REPLACE INTO orders VALUES (1234, 'a lamp', 'was sent on Monday and arrives on Friday'), (5678, 'two chairs', 'is being packed');
            """;
        create.ExecuteNonQuery();
    }

    /// <summary>Finds an order and tells where it is.</summary>
    /// <param name="number">The number of the order.</param>
    [Tool]
    public string FindOrder([Guide(Minimum = 1, Maximum = 99999)] int number)
    {
        using SqliteCommand query = _connection.CreateCommand();
        query.CommandText = "SELECT goods, state FROM orders WHERE number = $number";
        query.Parameters.AddWithValue("$number", number);
        using SqliteDataReader reader = query.ExecuteReader();
        return reader.Read() ? $"Order {number}, {reader.GetString(0)}, {reader.GetString(1)}." : $"There is no order {number}.";
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
