using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Oriel.Benchmarks.Hosts;

/// <summary>The broker behind a browser that host processes hold. Disposing waits until it has ended, which it does after the browser and everything that writes to the folder.</summary>
internal sealed class BrokerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    public BrokerProcess(HostProcess host)
    {
        int pid = ProcessFigures.ParentOf((int)host.Answer);
        _process = Process.GetProcessById(pid);
    }

    public ProcessFigures Figures => ProcessFigures.Of(_process.Id);

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            await _process.WaitForExitAsync().WaitAsync(s_bound);
        }
    }
}
