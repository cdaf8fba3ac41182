using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit.Site;

/// <summary>
/// A small web site on the loopback interface whose answers the test decides: also late ones, wrong ones and none. It answers to
/// 127.0.0.1, localhost and any name below localhost, which Chromium resolves by itself: "a.localhost" and "b.localhost" are two
/// sites, "x.a.localhost" and "a.localhost" are one site and two origins.
/// </summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<string, Func<SiteRequest, CancellationToken, Task<SiteResponse>>> _routes = new();
    private readonly ConcurrentQueue<SiteRequest> _requests = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    /// <summary>Starts it on a free port.</summary>
    public TestSite()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port; the same for all names.</summary>
    public int Port { get; }

    /// <summary>All requests so far, in the order in which they came.</summary>
    public IReadOnlyList<SiteRequest> Requests => [.. _requests];

    /// <returns>The address of a path.</returns>
    /// <param name="path">With a leading slash.</param>
    /// <param name="host">127.0.0.1, localhost or a name below it.</param>
    public string Url(string path = "/", string host = "127.0.0.1") => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}{path}");

    /// <summary>Answers a path with a page.</summary>
    public TestSite Page(string path, string html) => Map(path, _ => SiteResponse.Html(html));

    /// <summary>Answers a path, whatever the query. The last answer given to a path counts.</summary>
    public TestSite Map(string path, Func<SiteRequest, SiteResponse> answer) => Map(path, (request, _) => Task.FromResult(answer(request)));

    /// <summary>Answers a path in its own time; the token is cancelled when the site closes.</summary>
    public TestSite Map(string path, Func<SiteRequest, CancellationToken, Task<SiteResponse>> answer)
    {
        _routes[path] = answer;
        return this;
    }

    /// <summary>Holds the requests to a path until the gate is opened.</summary>
    public SiteGate Hold(string path, Func<SiteRequest, SiteResponse> answer)
    {
        SiteGate gate = new();
        Map(path, (request, cancellation) => gate.PassAsync(request, answer, cancellation));
        return gate;
    }

    /// <summary>Ends every connection, also those that are held.</summary>
    /// <exception cref="AggregateException">An answer of the test threw, or a browser sent what is not HTTP.</exception>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _closing.Dispose();
        if (!_failures.IsEmpty)
        {
            throw new AggregateException("The test site could not serve every request.", _failures);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync(_closing.Token);
                socket.NoDelay = true;
                Task connection = ServeAsync(socket);
                _connections.TryAdd(connection, true);
                _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // The site closes.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await new SiteConnection(socket, AnswerAsync).RunAsync(_closing.Token);
        }
        catch (InvalidDataException e)
        {
            _failures.Enqueue(e);
        }
    }

    private async Task<SiteResponse> AnswerAsync(SiteRequest request, CancellationToken cancellation)
    {
        // What browsers ask for by themselves is no part of a test unless the test says so.
        bool isKnown = _routes.TryGetValue(request.Path, out Func<SiteRequest, CancellationToken, Task<SiteResponse>>? answer);
        if (isKnown || request.Path != "/favicon.ico")
        {
            _requests.Enqueue(request);
        }

        if (!isKnown)
        {
            return SiteResponse.Html($"<title>404</title>Nothing at {WebUtility.HtmlEncode(request.Path)}. There is {string.Join(", ", _routes.Keys.Order())}.", 404);
        }

        try
        {
            return await answer!(request, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _failures.Enqueue(e);
            return SiteResponse.Text(e.ToString(), status: 500);
        }
    }
}
