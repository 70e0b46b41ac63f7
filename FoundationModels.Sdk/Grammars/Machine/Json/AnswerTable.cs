namespace FoundationModels.Grammars.Machine;

/// <summary>Lists of answers by number; 0 is the empty list.</summary>
internal sealed class AnswerTable
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<bool[]> _answers = [[]];

    /// <summary>The answers with a number.</summary>
    public bool[] this[int number] => _answers[number];

    /// <summary>The number of a list of answers.</summary>
    public int Intern(bool[] answers)
    {
        if (answers.Length == 0)
            return 0;
        string key = string.Create(answers.Length, answers, static (span, bits) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = bits[i] ? '1' : '0';
        });
        if (!_known.TryGetValue(key, out int number))
        {
            _known.Add(key, number = _answers.Count);
            _answers.Add(answers);
        }

        return number;
    }
}
