using System;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Cookies;
using Oriel.Protocol.Cdp;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Features.Cookies;

/// <summary>The order on the wire, against a browser that answers when the test says so.</summary>
public sealed class CookieQueueTests : IDisposable
{
    private readonly ScriptedTransport _transport = new();
    private readonly PoolCallbackQueue _pool = new();
    private readonly BrokerConnection _connection;
    private readonly CdpSession _page;
    private readonly CookieQueue _cookies;

    public CookieQueueTests()
    {
        _connection = new BrokerConnection(_transport, _ => { });
        _page = _connection.AddSession("A1", "F1", _pool);
        _connection.Start();
        _cookies = new CookieQueue(_pool);
    }

    public void Dispose() => _transport.Dispose();

    [Fact]
    public async Task Without_a_deletion_everything_is_sent_at_once()
    {
        _cookies.Set(_page, Cookie("a"));
        Task<Network.GetAllCookiesResult> list = _cookies.GetAsync(_page, _pool);
        _cookies.Clear(_page);
        Task written = _cookies.Written;

        int set = Take("Network.setCookie");
        int get = Take("Network.getAllCookies");
        int clear = Take("Network.clearBrowserCookies");
        Answer(set, """{"success":true}""");
        Answer(get, """{"cookies":[]}""");
        Assert.Empty((await list.WaitAsync(Deadline.Token)).Cookies);
        Assert.False(written.IsCompleted);

        Answer(clear, "{}");
        await written.WaitAsync(Deadline.Token);
    }

    [Fact]
    public async Task What_comes_behind_a_deletion_waits_until_the_last_match_is_deleted()
    {
        _cookies.Delete(_page, cookie => cookie.Name == "a");
        _cookies.Set(_page, Cookie("a"));
        _cookies.Delete(_page, _ => true);
        Task<Network.GetAllCookiesResult> list = _cookies.GetAsync(_page, _pool);
        Task written = _cookies.Written;

        Answer(Take("Network.getAllCookies"), $$$"""{"cookies":[{{{Json("a")}}},{{{Json("b")}}},{{{Json("a", ""","partitionKey":{"topLevelSite":"https://b.example","hasCrossSiteAncestor":true}""")}}}]}""");
        int first = Take("Network.deleteCookies");
        int second = Take("Network.deleteCookies", "b.example");
        Answer(first, "{}");
        Answer(second, "{}");

        Answer(Take("Network.setCookie"), """{"success":true}""");
        Answer(Take("Network.getAllCookies"), """{"cookies":[]}""");
        Assert.False(list.IsCompleted);
        Answer(Take("Network.getAllCookies"), """{"cookies":[]}""");
        await list.WaitAsync(Deadline.Token);
        await written.WaitAsync(Deadline.Token);
    }

    [Fact]
    public async Task A_deletion_that_is_refused_lets_the_next_go_on()
    {
        _cookies.Delete(_page, _ => true);
        _cookies.Clear(_page);

        _transport.Say($$$"""{"id":{{{Take("Network.getAllCookies")}}},"error":{"code":-32000,"message":"no"},"sessionId":"A1"}""");

        Answer(Take("Network.clearBrowserCookies"), "{}");
        await _cookies.Written.WaitAsync(Deadline.Token);
    }

    [Fact]
    public async Task A_page_that_goes_away_ends_all_that_was_asked_of_it_and_what_is_asked_later()
    {
        _cookies.Delete(_page, _ => true);
        Task<Network.GetAllCookiesResult> waiting = _cookies.GetAsync(_page, _pool);
        _cookies.Set(_page, Cookie("a"));
        Take("Network.getAllCookies");

        _connection.RemoveSession(_page);

        await Assert.ThrowsAsync<SessionClosedException>(() => waiting.WaitAsync(Deadline.Token));
        await Assert.ThrowsAsync<SessionClosedException>(() => _cookies.GetAsync(_page, _pool).WaitAsync(Deadline.Token));
        await _cookies.Written.WaitAsync(Deadline.Token);
    }

    [Fact]
    public async Task The_end_of_the_connection_ends_everything()
    {
        _cookies.Delete(_page, _ => true);
        _cookies.Set(_page, Cookie("a"));
        Task<Network.GetAllCookiesResult> list = _cookies.GetAsync(_page, _pool);

        _connection.Close();

        await Assert.ThrowsAsync<ConnectionClosedException>(() => list.WaitAsync(Deadline.Token));
        await _cookies.Written.WaitAsync(Deadline.Token);
    }

    private static Network.SetCookieCommand Cookie(string name) => new(name, "1", Domain: "example.org", Path: "/");

    private static string Json(string name, string more = "") => $$"""
        {"name":"{{name}}","value":"1","domain":"example.org","path":"/","expires":-1,"size":2,"httpOnly":false,"secure":true,"session":true{{more}}}
        """;

    /// <returns>The id of the next command, which must be this one.</returns>
    private int Take(string method, string text = "")
    {
        string sent = _transport.TakeSent(Deadline.Token);
        JsonNode command = JsonNode.Parse(sent)!;
        Assert.Equal(method, command["method"]!.GetValue<string>());
        Assert.Contains(text, sent, StringComparison.Ordinal);
        return command["id"]!.GetValue<int>();
    }

    private void Answer(int id, string result) => _transport.Say($$"""{"id":{{id.ToString(CultureInfo.InvariantCulture)}},"result":{{result}},"sessionId":"A1"}""");
}
