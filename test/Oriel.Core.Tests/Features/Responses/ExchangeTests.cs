using Oriel.Core.Features.Responses;
using Oriel.Protocol.Cdp;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Features.Responses;

/// <summary>What the page tells and what the network service tells come in any order.</summary>
public sealed class ExchangeTests
{
    private const string Url = "https://contoso.example/";

    [Fact]
    public void A_response_waits_for_its_headers()
    {
        Exchange exchange = Begun();
        exchange.Answer(Head(200), hasHeaders: true, isRedirect: false);
        Assert.False(exchange.TryTakeAnswered(out _));
        exchange.AddSent(Headers("Cookie", "a=1"));
        exchange.AddReceived(Received(200));
        Assert.True(exchange.TryTakeAnswered(out Hop? hop));
        Assert.Equal("a=1", hop.SentHeaders!["Cookie"]);
        Assert.False(exchange.TryTakeAnswered(out _));
    }

    [Fact]
    public void Headers_may_come_before_the_request()
    {
        Exchange exchange = new("1");
        exchange.AddSent(Headers("Cookie", "a=1"));
        exchange.AddReceived(Received(200));
        Begin(exchange);
        exchange.Answer(Head(200), hasHeaders: true, isRedirect: false);
        Assert.True(exchange.TryTakeAnswered(out Hop? hop));
        Assert.Equal("a=1", hop.SentHeaders!["Cookie"]);
    }

    [Fact]
    public void Without_a_promise_nothing_is_waited_for()
    {
        Exchange exchange = Begun();
        exchange.Answer(Head(200), hasHeaders: false, isRedirect: false);
        Assert.True(exchange.TryTakeAnswered(out Hop? hop));
        Assert.Null(hop.SentHeaders);
    }

    [Fact]
    public void A_promise_that_is_not_kept_holds_nothing_up_in_the_end()
    {
        Exchange exchange = Begun();
        exchange.Answer(Head(200), hasHeaders: true, isRedirect: false);
        Assert.True(exchange.Waits);
        Assert.True(exchange.TryTakeAnswered(out Hop? hop, atAnyRate: true));
        Assert.Equal(200, hop.Status);
        Assert.False(exchange.Waits);
    }

    [Fact]
    public void Each_hop_gets_its_own_headers()
    {
        Exchange exchange = Begun();
        exchange.AddSent(Headers("Hop", "1"));
        exchange.AddReceived(Received(302));
        exchange.AddSent(Headers("Hop", "2"));
        exchange.AddReceived(Received(200));
        exchange.Answer(Head(302), hasHeaders: true, isRedirect: true);
        Begin(exchange);
        exchange.Answer(Head(200), hasHeaders: true, isRedirect: false);
        Assert.True(exchange.TryTakeAnswered(out Hop? first));
        Assert.True(exchange.TryTakeAnswered(out Hop? second));
        Assert.Equal(("1", 302, true), (first.SentHeaders!["Hop"], first.Status, first.HasNoContent));
        Assert.Equal(("2", 200, false), (second.SentHeaders!["Hop"], second.Status, second.HasNoContent));
    }

    [Fact]
    public void A_demand_for_credentials_that_was_met_is_not_the_response()
    {
        Exchange exchange = Begun();
        exchange.AddSent(Headers("Hop", "1"));
        exchange.AddReceived(Received(401));
        exchange.Answer(Head(200), hasHeaders: true, isRedirect: false);
        Assert.False(exchange.TryTakeAnswered(out _));
        exchange.AddSent(Headers("Authorization", "Basic YTpi"));
        exchange.AddReceived(Received(200));
        Assert.True(exchange.TryTakeAnswered(out Hop? hop));
        Assert.Equal("Basic YTpi", hop.SentHeaders!["Authorization"]);
    }

    [Fact]
    public void What_the_cache_was_good_for_shows_what_the_server_said()
    {
        Exchange exchange = Begun();
        exchange.AddSent(Headers("If-None-Match", "1"));
        exchange.AddReceived(new ReceivedHeadersEvent("1", 304, Headers("ETag", "1"), "HTTP/1.1 304 Still The Same\r\nETag: 1\r\n"));
        exchange.Answer(Head(200), hasHeaders: true, isRedirect: false);
        Assert.True(exchange.TryTakeAnswered(out Hop? hop));
        Assert.Equal((304, "Still The Same", false), (hop.Status, hop.Reason, hop.HasNoContent));
    }

    [Fact]
    public void What_an_app_put_in_the_place_of_a_request_is_shown_whichever_comes_first()
    {
        SentRequest sent = new(Url, "https://other.example/", "PUT", Body: null);
        Exchange early = new("1");
        early.Replace(sent);
        Begin(early);
        Exchange late = Begun();
        late.Replace(sent);
        foreach (Exchange exchange in new[] { early, late })
        {
            exchange.Answer(Head(200), hasHeaders: false, isRedirect: false);
            Assert.True(exchange.TryTakeAnswered(out Hop? hop));
            Assert.Equal(("https://other.example/", "PUT"), (hop.ToRequest().Uri, hop.ToRequest().Method));
        }
    }

    [Fact]
    public void Only_the_first_part_of_a_multipart_response_is_one()
    {
        Exchange exchange = Begun();
        exchange.Answer(Head(200), hasHeaders: false, isRedirect: false);
        exchange.Answer(Head(200), hasHeaders: false, isRedirect: false);
        Assert.True(exchange.TryTakeAnswered(out _));
        Assert.False(exchange.TryTakeAnswered(out _));
    }

    [Fact]
    public void Headers_are_parted_and_what_is_none_is_left_out()
    {
        NetworkHeaders headers = new([new(":method", "GET"), new("Set-Cookie", "a=1\nb=2"), new("bad name", "x"), new("nul", "a\0b"), new("Empty", "")]);
        Assert.Equal(["Set-Cookie=a=1", "Set-Cookie=b=2", "Empty="], System.Array.ConvertAll(WireHeaders.ToList(headers).GetAll(), static header => $"{header.Key}={header.Value}"));
    }

    [Fact]
    public void What_nobody_tells_more_of_does_not_pile_up()
    {
        ExchangeTable table = new(new ManualQueue());
        for (int i = 0; i < 10_000; i++)
        {
            table.GetOrAddUnknown($"{i}").AddReceived(Received(200));
        }

        Assert.False(table.TryFind("0", out _));
        Assert.True(table.TryFind("9999", out _));
        Assert.False(table.TryFind("8000", out _));
    }

    private static Exchange Begun()
    {
        Exchange exchange = new("1");
        Begin(exchange);
        return exchange;
    }

    private static void Begin(Exchange exchange) =>
        exchange.Begin(new Network.Request(Url, "GET", Headers("Accept", "*/*"), "High", "no-referrer"), "loader", "frame");

    private static ResponseHead Head(int status) => new(status, "Reason", Headers("Content-Type", "text/plain"));

    private static ReceivedHeadersEvent Received(int status) => new("1", status, Headers("Set-Cookie", "a=1"), Text: null);

    private static NetworkHeaders Headers(string name, string value) => new([new(name, value)]);
}
