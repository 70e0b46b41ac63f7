using System.Globalization;
using System.Text;

namespace FoundationModels.ChatTemplates;

/// <summary>What <c>strftime</c> gives in the C locale.</summary>
internal static class TimeFormat
{
    /// <summary>The time in a format of percent signs and letters. An unknown letter stays as it is.</summary>
    public static string Format(string format, DateTimeOffset time)
    {
        StringBuilder text = new();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            char code = format[++i];
            bool isBare = code == '-' && i + 1 < format.Length;
            if (isBare)
                code = format[++i];
            string? part = Part(code, time);
            if (part is null)
                text.Append(isBare ? "%-" : "%").Append(code);
            else
                text.Append(isBare && part.Length > 1 && part.All(char.IsAsciiDigit) ? part[..^1].TrimStart('0') + part[^1] : part);
        }

        return text.ToString();
    }

    private static string? Part(char code, DateTimeOffset time)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return code switch
        {
            'a' => time.ToString("ddd", culture),
            'A' => time.ToString("dddd", culture),
            'b' or 'h' => time.ToString("MMM", culture),
            'B' => time.ToString("MMMM", culture),
            'c' => time.ToString("ddd MMM ", culture) + Padded(time.Day) + time.ToString(" HH:mm:ss yyyy", culture),
            'C' => (time.Year / 100).ToString("00", culture),
            'd' => time.ToString("dd", culture),
            'D' or 'x' => time.ToString("MM'/'dd'/'yy", culture),
            'e' => Padded(time.Day),
            'f' => time.ToString("ffffff", culture),
            'F' => time.ToString("yyyy'-'MM'-'dd", culture),
            'g' => (ISOWeek.GetYear(time.DateTime) % 100).ToString("00", culture),
            'G' => ISOWeek.GetYear(time.DateTime).ToString(culture),
            'H' => time.ToString("HH", culture),
            'I' => time.ToString("hh", culture),
            'j' => time.DayOfYear.ToString("000", culture),
            'k' => Padded(time.Hour),
            'l' => Padded(((time.Hour + 11) % 12) + 1),
            'm' => time.ToString("MM", culture),
            'M' => time.ToString("mm", culture),
            'n' => "\n",
            'p' => time.Hour < 12 ? "AM" : "PM",
            'P' => time.Hour < 12 ? "am" : "pm",
            'r' => time.ToString("hh':'mm':'ss ", culture) + (time.Hour < 12 ? "AM" : "PM"),
            'R' => time.ToString("HH':'mm", culture),
            's' => time.ToUnixTimeSeconds().ToString(culture),
            'S' => time.ToString("ss", culture),
            't' => "\t",
            'T' or 'X' => time.ToString("HH':'mm':'ss", culture),
            'u' => (((int)time.DayOfWeek + 6) % 7 + 1).ToString(culture),
            'U' => ((time.DayOfYear + 6 - (int)time.DayOfWeek) / 7).ToString("00", culture),
            'V' => ISOWeek.GetWeekOfYear(time.DateTime).ToString("00", culture),
            'w' => ((int)time.DayOfWeek).ToString(culture),
            'W' => ((time.DayOfYear + 6 - (((int)time.DayOfWeek + 6) % 7)) / 7).ToString("00", culture),
            'y' => time.ToString("yy", culture),
            'Y' => time.Year.ToString(culture),
            'z' or 'Z' => "", // The reference's clock has no time zone.
            '%' => "%",
            _ => null,
        };
    }

    private static string Padded(int value) => value.ToString(CultureInfo.InvariantCulture).PadLeft(2);
}
