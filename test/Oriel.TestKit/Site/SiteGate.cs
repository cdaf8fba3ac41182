using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Oriel.TestKit.Site;

/// <summary>A path whose requests wait until the test lets them go on.</summary>
public sealed class SiteGate
{
    private readonly Channel<SiteRequest> _arrived = Channel.CreateUnbounded<SiteRequest>();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>The next request, which waits now.</returns>
    public async Task<SiteRequest> ArrivedAsync(CancellationToken cancellation = default) => await _arrived.Reader.ReadAsync(cancellation);

    /// <summary>Lets those that wait go on, and those to come.</summary>
    public void Open() => _open.TrySetResult();

    internal async Task<SiteResponse> PassAsync(SiteRequest request, Func<SiteRequest, SiteResponse> answer, CancellationToken cancellation)
    {
        _arrived.Writer.TryWrite(request);
        await _open.Task.WaitAsync(cancellation);
        return answer(request);
    }
}
