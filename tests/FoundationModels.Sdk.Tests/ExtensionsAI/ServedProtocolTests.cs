using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>The test host says what is wrong with a request, and speaks the protocol well enough for Microsoft.Extensions.AI's own loop.</summary>
[TestFixture]
internal sealed class ServedProtocolTests
{
    private ServedModel? _served;
    private HttpClient? _http;

    [OneTimeSetUp]
    public async Task Start()
    {
        _served = await ServedModel.StartAsync("scripted");
        _http = new HttpClient { BaseAddress = _served.Address };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http?.Dispose();
        if (_served is not null)
            await _served.DisposeAsync();
    }

    [TestCase("[]", "the request")]
    [TestCase("{", "")]
    [TestCase("{}", "no message")]
    [TestCase("""{"messages":[{"content":"x"}]}""", "role")]
    [TestCase("""{"messages":[{"role":"critic","content":"x"}]}""", "critic")]
    [TestCase("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]}""", "image_url")]
    [TestCase("""{"messages":[{"role":"user","content":"x"}],"temperature":"hot"}""", "temperature")]
    [TestCase("""{"messages":[{"role":"user","content":"x"}],"temperature":-1}""", "Temperature")]
    [TestCase("""{"messages":[{"role":"user","content":"x"}],"stream":true,"response_format":{"type":"xml"}}""", "xml")]
    [TestCase("""{"messages":[{"role":"tool","tool_call_id":"c1","content":"x"}]}""", "c1")]
    [TestCase("""{"messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"two words"}}]}""", "two words")]
    public async Task Request_WithAFault_IsRefusedWithItsName(string body, string expected)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await _http!.PostAsync(new Uri("v1/chat/completions", UriKind.Relative), content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        JsonElement error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(expected));
    }

    [Test]
    public async Task Request_ThatIsTooLong_IsRefused()
    {
        using StringContent content = new(new string(' ', 2 << 20), Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await _http!.PostAsync(new Uri("v1/chat/completions", UriKind.Relative), content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task UseFunctionInvocation_OverTheWire_CallsAndAnswers(bool streams)
    {
        List<string> asked = [];
        AIFunction find = AIFunctionFactory.Create((string number) => { asked.Add(number); return "late"; }, "find_order");
        using IChatClient client = _served!.Client.AsBuilder().UseFunctionInvocation().Build();
        ChatOptions options = new() { Tools = [find] };

        ChatResponse response = streams
            ? await client.GetStreamingResponseAsync("Where is 1234?", options).ToChatResponseAsync()
            : await client.GetResponseAsync("Where is 1234?", options);

        Assert.That(response.Text, Does.EndWith(TestHost.TriageScript.Words));
        Assert.That(asked, Is.EqualTo(new[] { TestHost.TriageScript.Order }));
        Assert.That(response.Usage!.TotalTokenCount, Is.Positive);
    }
}
