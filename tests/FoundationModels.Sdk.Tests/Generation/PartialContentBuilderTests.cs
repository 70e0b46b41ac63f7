using System.Text;
using FoundationModels.Generation;

namespace FoundationModels.Sdk.Tests.Generation;

[TestFixture]
internal sealed class PartialContentBuilderTests
{
    private const string Json = """
        { "title": "A \"quoted\" \u00e9 \ud83d\ude00 text", "count": -12.5e+3, "done": true, "none": null,
          "rows": [ { "id": 1, "cells": ["a", "b"] }, { "id": 2, "cells": [] } ], "": {} }
        """;

    [Test]
    public void Snapshot_AfterEachCharacter_IsWhatTheBeginningParsesTo()
    {
        PartialContentBuilder builder = new();
        for (int i = 0; i < Json.Length; i++)
        {
            builder.Append(Json.AsSpan(i, 1));
            Assert.That(builder.Snapshot(), Is.EqualTo(GeneratedContent.Parse(Json[..(i + 1)])), Json[..(i + 1)]);
        }

        Assert.That(builder.IsComplete, Is.True);
    }

    [Test]
    public void Snapshot_TakenBefore_StaysAsItWas()
    {
        PartialContentBuilder builder = new();
        List<(GeneratedContent Snapshot, string Json)> seen = [];
        foreach (char c in Json)
        {
            builder.Append([c]);
            GeneratedContent snapshot = builder.Snapshot();
            seen.Add((snapshot, GeneratedContent.Parse(Json[..(seen.Count + 1)]).ToJson()));
        }

        Assert.That(seen.Select(s => s.Snapshot.ToJson()), Is.EqualTo(seen.Select(s => s.Json)));
    }

    [Test]
    public void Snapshot_WhatIsFinished_IsShared()
    {
        PartialContentBuilder builder = new();
        builder.Append("""{"rows":[{"id":1},{"id":""");
        GeneratedContent first = builder.Snapshot();
        builder.Append("2},");
        GeneratedContent second = builder.Snapshot();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second["rows"].Elements[0], Is.SameAs(first["rows"].Elements[0]));
            Assert.That(second["rows"].Elements[1].Id, Is.EqualTo(first["rows"].Elements[1].Id));
            Assert.That(second.Id, Is.EqualTo(first.Id));
            Assert.That(second["rows"].Elements[1].IsComplete, Is.True);
            Assert.That(first["rows"].Elements[1].IsComplete, Is.False);
        }
    }

    [Test]
    public void Id_OfAGrowingString_StaysTheSame()
    {
        PartialContentBuilder builder = new();
        builder.Append("[\"a");
        GenerationId id = builder.Snapshot().Elements[0].Id;
        builder.Append("b\"");

        Assert.That(builder.Snapshot().Elements[0].Id, Is.EqualTo(id));
    }

    // One long string, one long list, many properties, and deep nesting: each shape would be quadratic if snapshots copied it.
    [TestCase("string")]
    [TestCase("list")]
    [TestCase("object")]
    [TestCase("rows")]
    public void Snapshot_TenThousandOfAMegabyte_CostsNoMoreThanItsNewCharacters(string shape)
    {
        string json = Megabyte(shape);
        PartialContentBuilder builder = new();
        int step = json.Length / 10_000;
        for (int i = 0; i < json.Length; i += step)
        {
            builder.Append(json.AsSpan(i, Math.Min(step, json.Length - i)));
            _ = builder.Snapshot();
        }

        Assert.That(builder.IsComplete, Is.True);
        Assert.That(builder.Work, Is.LessThan(6L * json.Length));
    }

    private static string Megabyte(string shape)
    {
        StringBuilder json = new();
        switch (shape)
        {
            case "string":
                return $"{{\"text\":\"{new string('x', 1 << 20)}\"}}";
            case "list":
                return $"[{string.Join(',', Enumerable.Range(0, 150_000))}]";
            case "object":
                return $"{{{string.Join(',', Enumerable.Range(0, 80_000).Select(i => $"\"p{i}\":{i}"))}}}";
            default:
                json.Append('[');
                for (int i = 0; json.Length < 1 << 20; i++)
                    json.Append(i == 0 ? "" : ",").Append("""{"name":"row","cells":[1,2,3],"note":"some text that goes on"}""");
                return json.Append(']').ToString();
        }
    }
}
