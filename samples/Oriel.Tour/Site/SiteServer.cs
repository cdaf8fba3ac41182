using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Tour.Site;

/// <summary>Serves the site on the loopback address, on a port the kernel picks. Nothing outside this machine can reach it.</summary>
internal sealed class SiteServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Task, byte> _visits = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    private SiteServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    internal int Port { get; }

    internal static SiteServer Start() => new();

    internal string UrlOf(string name, string pathAndQuery = "/") => $"http://{name}:{Port}{pathAndQuery}";

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_visits.Keys);
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient visitor = await _listener.AcceptTcpClientAsync(_ending.Token);
                Task visit = VisitAsync(visitor);
                _visits.TryAdd(visit, 0);
                _ = visit.ContinueWith(done => _visits.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    /// <summary>One request and its answer; a browser that goes away in between is no concern of the site.</summary>
    private async Task VisitAsync(TcpClient visitor)
    {
        using (visitor)
        {
            try
            {
                NetworkStream stream = visitor.GetStream();
                byte[] answer = SiteAnswer.To(await SiteRequest.ReadAsync(stream, _ending.Token));
                await stream.WriteAsync(answer, _ending.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // Nobody is left to answer.
            }
        }
    }
}
