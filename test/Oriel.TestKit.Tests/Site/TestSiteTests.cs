using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.TestKit.Tests.Site;

public sealed class TestSiteTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_page_is_served_whatever_the_query()
    {
        _site.Page("/a", "<title>ä</title>");

        using HttpResponseMessage response = await _client.GetAsync(_site.Url("/a?x=1"));

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("<title>ä</title>", await response.Content.ReadAsStringAsync());
        Assert.Equal("/a?x=1", Assert.Single(_site.Requests).Target);
    }

    [Fact]
    public async Task A_path_nobody_gave_an_answer_for_is_404_and_says_which_there_are()
    {
        _site.Page("/known", "");

        using HttpResponseMessage response = await _client.GetAsync(_site.Url("/other"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("/known", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_over_one_connection_are_answered_in_turn()
    {
        _site.Map("/", request => SiteResponse.Text(request.Target));

        List<string> answers = [];
        foreach (int i in Enumerable.Range(0, 20))
        {
            answers.Add(await _client.GetStringAsync(_site.Url($"/?{i}")));
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"/?{i}"), answers);
    }

    [Fact]
    public async Task A_large_body_is_read_whole_and_echoed_with_the_headers_in_their_order()
    {
        _site.Map("/echo", SiteResponse.Echo);
        string body = new('b', 1 << 20);
        using HttpRequestMessage request = new(HttpMethod.Post, _site.Url("/echo")) { Content = new StringContent(body) };
        request.Headers.Add("X-One", "1");
        request.Headers.Add("X-Two", "2");

        using HttpResponseMessage response = await _client.SendAsync(request);
        JsonNode echo = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(body, echo["body"]!.GetValue<string>());
        string[] names = [.. echo["headers"]!.AsArray().Select(header => header![0]!.GetValue<string>()).Where(name => name.StartsWith("X-", StringComparison.Ordinal))];
        Assert.Equal(["X-One", "X-Two"], names);
    }

    [Fact]
    public async Task A_held_path_answers_when_the_gate_is_opened_and_not_before()
    {
        SiteGate gate = _site.Hold("/slow", _ => SiteResponse.Text("now"));

        Task<string> answer = _client.GetStringAsync(_site.Url("/slow"));
        SiteRequest waiting = await gate.ArrivedAsync();

        Assert.Equal("/slow", waiting.Path);
        Assert.False(answer.IsCompleted);
        gate.Open();
        Assert.Equal("now", await answer);
    }

    [Fact]
    public async Task A_redirect_a_204_and_a_download_say_what_they_are()
    {
        _site.Map("/from", _ => SiteResponse.Redirect("/to", 307)).Map("/nothing", _ => SiteResponse.NoContent());
        _site.Map("/file", _ => SiteResponse.Download("a.bin", new byte[] { 1, 2 }));

        using HttpResponseMessage redirect = await _client.GetAsync(_site.Url("/from"));
        using HttpResponseMessage nothing = await _client.GetAsync(_site.Url("/nothing"));
        using HttpResponseMessage file = await _client.GetAsync(_site.Url("/file"));

        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/to"), (redirect.StatusCode, redirect.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
        Assert.Equal("a.bin", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal([1, 2], await file.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Only_who_knows_the_password_gets_the_answer()
    {
        _site.Map("/", request => SiteResponse.ForUser(request, "ada", "secret", () => SiteResponse.Text("in")));
        using HttpResponseMessage refused = await _client.GetAsync(_site.Url());
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:secret")));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Basic realm=\"oriel\"", refused.Headers.WwwAuthenticate.ToString());
        Assert.Equal("in", await _client.GetStringAsync(_site.Url()));
    }

    [Fact]
    public async Task A_dropped_connection_and_a_truncated_body_are_failures_of_the_transport()
    {
        _site.Map("/drop", _ => SiteResponse.Drop()).Map("/half", _ => SiteResponse.Text("1234") with { Fault = SiteFault.Truncate });

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(_site.Url("/drop")));
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(_site.Url("/half")));
    }

    [Fact]
    public async Task An_answer_that_never_comes_ends_with_the_site()
    {
        TestSite site = new();
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        site.Map("/", _ =>
        {
            arrived.SetResult();
            return SiteResponse.Never();
        });
        Task<string> never = _client.GetStringAsync(site.Url());
        await arrived.Task;

        await site.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => never);
    }

    [Fact]
    public async Task An_answer_that_throws_is_told_at_the_end()
    {
        TestSite site = new();
        site.Map("/", _ => throw new InvalidOperationException("a mistake of the test"));

        using HttpResponseMessage response = await _client.GetAsync(site.Url());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        AggregateException told = await Assert.ThrowsAsync<AggregateException>(async () => await site.DisposeAsync());
        Assert.Equal("a mistake of the test", Assert.Single(told.InnerExceptions).Message);
    }

    [Fact]
    public async Task What_is_no_HTTP_is_told_at_the_end()
    {
        TestSite site = new();
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, site.Port);

        await client.GetStream().WriteAsync("hello\r\n\r\n"u8.ToArray());
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]));

        AggregateException told = await Assert.ThrowsAsync<AggregateException>(async () => await site.DisposeAsync());
        Assert.IsType<InvalidDataException>(Assert.Single(told.InnerExceptions));
    }
}
