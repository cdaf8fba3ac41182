using System;
using System.IO;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit.Site;

/// <summary>One connection of a browser: requests one after the other, until either side ends it.</summary>
internal sealed class SiteConnection(Socket socket, Func<SiteRequest, CancellationToken, Task<SiteResponse>> answer)
{
    public async Task RunAsync(CancellationToken siteClosing)
    {
        try
        {
            await using NetworkStream stream = new(socket, ownsSocket: true);
            PipeReader input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
            RequestReader requests = new(input);
            while (await requests.ReadAsync(siteClosing) is { } request)
            {
                if (!await SendAsync(stream, request, await answer(request, siteClosing), siteClosing))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (siteClosing.IsCancellationRequested)
        {
            // The test is over; a held or silent answer ends with it.
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The browser gave up: what was being sent is of no use to anyone.
        }
    }

    /// <returns>Whether the connection is good for another request.</returns>
    private static async Task<bool> SendAsync(Stream stream, SiteRequest request, SiteResponse response, CancellationToken cancellation)
    {
        switch (response.Fault)
        {
            case SiteFault.Drop:
                return false;
            case SiteFault.Never:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return false;
        }

        await stream.WriteAsync(response.EncodeHead(), cancellation);
        if (request.Method != "HEAD")
        {
            bool isWhole = response.Fault == SiteFault.None;
            await stream.WriteAsync(isWhole ? response.Body : response.Body[..(response.Body.Length / 2)], cancellation);
            return isWhole;
        }

        return true;
    }
}
