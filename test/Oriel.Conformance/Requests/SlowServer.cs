using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Oriel.Conformance.Requests;

/// <summary>Answers one request with a body in two parts, the second of which waits.</summary>
internal sealed class SlowServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowServer(string first, string second)
    {
        _listener.Start();
        Ended = ServeAsync(first, second);
    }

    public Task Ended { get; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://a.localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/slowly");

    public void Release() => _released.TrySetResult();

    public void Dispose()
    {
        Release();
        _listener.Dispose();
    }

    private async Task ServeAsync(string first, string second)
    {
        using Socket socket = await _listener.AcceptSocketAsync();
        _ = await socket.ReceiveAsync(new byte[65_536]);
        await SendAsync(socket, $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\nContent-Length: {first.Length + second.Length}\r\n\r\n{first}");
        await _released.Task;
        await SendAsync(socket, second);
    }

    private static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text));
}
