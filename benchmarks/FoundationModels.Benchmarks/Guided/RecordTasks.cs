namespace FoundationModels.Benchmarks.Guided;

/// <summary>Tasks of our own: records as apps have them, from a few lines of text.</summary>
internal static class RecordTasks
{
    /// <summary>Gets the tasks.</summary>
    public static IReadOnlyList<GuidedTask> All { get; } =
    [
        Make("ticket", "Turn the mail into a support ticket as JSON.",
            """
            {"type":"object","properties":{"title":{"type":"string","maxLength":60},"priority":{"type":"string","enum":["low","medium","high","urgent"]},
            "category":{"type":"string","enum":["billing","delivery","account","technical problem","other"]},"needsReply":{"type":"boolean"}},
            "required":["title","priority","category","needsReply"],"additionalProperties":false}
            """,
            "My parcel 1234 never arrived, and nobody answers the phone. I need it by Friday!",
            "Hello, I was charged twice in March. Please send one of the two payments back.",
            "The app closes itself whenever I open the settings. Not urgent, but annoying.",
            "Just wanted to say that the new design looks great."),
        Make("event", "Turn the note into an event of a calendar as JSON.",
            """
            {"type":"object","properties":{"eventTitle":{"type":"string","maxLength":40},"dayOfWeek":{"type":"string","enum":["Monday","Tuesday","Wednesday","Thursday","Friday","Saturday","Sunday"]},
            "startHour":{"type":"integer","minimum":0,"maximum":23},"numberOfPeople":{"type":"integer","minimum":1,"maximum":500},"locationName":{"type":"string","maxLength":40}},
            "required":["eventTitle","dayOfWeek","startHour","numberOfPeople","locationName"],"additionalProperties":false}
            """,
            "Team lunch on Thursday at 12 in the Golden Lotus, we are eight.",
            "Mum's birthday party is on Sunday from 15 o'clock at her place, about 20 guests.",
            "Monday 9 am: planning with Anna and Tom in room 4.",
            "On Saturday evening at 19 the quartet plays in the old town hall, 120 seats."),
        Make("person", "Extract the person as JSON.",
            """
            {"type":"object","properties":{"fullName":{"type":"string","maxLength":40},"yearOfBirth":{"type":"integer","minimum":1000,"maximum":2100},
            "occupation":{"type":"string","maxLength":40},"placeOfBirth":{"type":"object","properties":{"cityName":{"type":"string","maxLength":30},"countryName":{"type":"string","maxLength":30}},
            "required":["cityName","countryName"],"additionalProperties":false}},"required":["fullName","yearOfBirth","occupation","placeOfBirth"],"additionalProperties":false}
            """,
            "Ada Lovelace, born in London, England, in 1815, wrote the first program.",
            "Marie Curie was a physicist and chemist. She was born in Warsaw, Poland, in 1867.",
            "The painter Frida Kahlo was born in 1907 in Coyoacán, Mexico.",
            "Johann Sebastian Bach, composer, was born in Eisenach, Germany, in 1685."),
    ];

    private static GuidedTask Make(string name, string instructions, string schema, params string[] texts) =>
        new(name, instructions, schema.ReplaceLineEndings(""), [.. texts.Select(t => new GuidedExample(t, null))]);
}
