using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Chaos.Judging;
using Oriel.Chaos.World;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;

namespace Oriel.Chaos.Faults;

/// <summary>Causes faults among views that navigate and talk, and brings the world back into order.</summary>
internal sealed class Striker(ChaosWorld world, Ledger ledger, TimeSpan patience)
{
    /// <summary>How long a signal may take to end a .NET process before another is sent.</summary>
    private static readonly TimeSpan s_secondFault = TimeSpan.FromMilliseconds(200);

    /// <summary>One fault, up to the last event it had to cause.</summary>
    internal async Task StrikeAsync(Fault fault)
    {
        IReadOnlyList<ExpectedEvent> expected = Oracle.Expect(fault, world);
        ledger.Note($"{fault}: {expected.Count} events expected");
        ledger.Expect(expected);
        ledger.Allow(fault.Role == FaultRole.LastGpu ? new Allowance() : null);
        await StrikeAsync([fault]);
        if (fault.Role == FaultRole.LastGpu)
        {
            ledger.VerifyUsed(world.ViewsOf(fault.Folder!).Select(static view => view.Name), Oracle.ProcessFailed, Oracle.KindOf(FaultRole.Gpu), mostUnused: 1);
        }

        ledger.Allow(null);
        await RestoreAsync([fault]);
    }

    /// <summary>Several at once. What each causes depends on the others, so it is only counted.</summary>
    internal async Task StrikeAllAsync(IReadOnlyList<Fault> faults)
    {
        ledger.Note($"a storm of {faults.Count} over {world.Views.Count()} views");
        Allowance allowance = new();
        foreach (Fault fault in faults)
        {
            ledger.Note($"{fault}");
            Allow(allowance, fault);
        }

        // The end of a browser is never lost, whatever else happens.
        ledger.Expect(
        [
            .. from folder in faults.Where(static fault => fault.EndsBrowser).Select(static fault => fault.Folder!).Distinct()
               from host in world.Hosts
               where faults.All(fault => !fault.IsDeath || fault.Host != host)
               select new ExpectedEvent(Oracle.BrowserProcessExited, host.EnvironmentOf(folder), "Failed", [("", world.BrowserOf(folder))]),
        ]);
        ledger.Allow(allowance);
        await StrikeAsync(faults);
        await RestoreAsync(faults);
        ledger.Allow(null);
    }

    private async Task StrikeAsync(IReadOnlyList<Fault> faults)
    {
        using CancellationTokenSource settled = new();
        Task traffic = TrafficAsync(faults, settled.Token);
        await Task.WhenAll(faults.Select(ActAsync));
        await ledger.SettleAsync(patience);

        // What was under way in a page that is gone may never end.
        await settled.CancelAsync();
        await traffic;
    }

    private void Allow(Allowance allowance, Fault fault)
    {
        foreach (ChaosView view in fault.IsDeath && fault.Folder is not null ? world.ViewsOf(fault.Folder) : [])
        {
            if (fault.EndsBrowser)
            {
                allowance.AddOnce(Oracle.ProcessFailed, view.Name, Oracle.BrowserProcessExited);
            }
            else if (fault.Role is not (FaultRole.PageRenderer or FaultRole.FrameRenderer) || fault.Pages.Contains(view.Name) || fault.Frames.Contains(view.Name))
            {
                allowance.Add(Oracle.ProcessFailed, view.Name, fault.Pages.Contains(view.Name) ? "RenderProcessExited" : Oracle.KindOf(fault.Role == FaultRole.PageRenderer ? FaultRole.FrameRenderer : fault.Role));
            }
        }
    }

    private async Task ActAsync(Fault fault)
    {
        // Not a process that has got the number of one that has ended.
        if (ProcessTable.Find(fault.Victim.Id)?.StartTime != fault.Victim.StartTime)
        {
            return;
        }

        if (!fault.IsDeath)
        {
            ProcessTable.Send(fault.Victim.Id, Signal.Stop);
            await Task.Delay(fault.Pause);
            ProcessTable.Send(fault.Victim.Id, Signal.Continue);
            return;
        }

        if (fault.Role == FaultRole.LastGpu)
        {
            await EndGpusAsync(fault);
            return;
        }

        await EndAsync(fault);
        if (fault is { Role: FaultRole.Gpu, Folder: { } folder })
        {
            folder.LostGpus++;
        }
    }

    private static async Task EndAsync(Fault fault)
    {
        ProcessTable.Send(fault.Victim.Id, fault.Signal);

        // .NET takes the first one for a fault of its own that will come again, which one that was sent does not.
        while (fault is { Cause: FaultCause.Segfault or FaultCause.Abort, Role: FaultRole.Broker or FaultRole.Host } && !await ProcessTable.WaitForExitAsync(fault.Victim.Id, s_secondFault))
        {
            ProcessTable.Send(fault.Victim.Id, fault.Signal);
        }
    }

    /// <summary>Ends the GPU process and each that the browser starts after it, until it starts none any more and ends itself. The last is told by its browser's end alone, or by both.</summary>
    private async Task EndGpusAsync(Fault fault)
    {
        ChaosFolder folder = fault.Folder!;
        string[] views = [.. world.ViewsOf(folder).Select(static view => view.Name)];
        int browser = world.BrowserOf(folder);
        Task exit = ProcessTable.WaitForExitAsync(browser, patience);
        HashSet<int> ended = [];
        while (!exit.IsCompleted)
        {
            ProcessEntry? next = ChaosFolder.Find(browser, "gpu-process");

            // The broker looks for processes that have started when it is asked; of one that dies before it is known nobody is told.
            await Task.WhenAny(exit, world.Hosts[0].LookAsync(folder, world.Bound()));
            if (next is not null && ended.Add(next.Id))
            {
                ledger.Note($"{fault.Cause} Gpu {next.Id} of {folder.Name}, number {ended.Count}");
                ledger.Permit(views, Oracle.ProcessFailed, Oracle.KindOf(FaultRole.Gpu));
                ProcessTable.Send(next.Id, fault.Signal);
            }
        }
    }

    /// <summary>All views are used while it happens. Those that nothing happens to must not notice.</summary>
    /// <param name="faults">What happens.</param>
    /// <param name="settled">It has happened.</param>
    private Task TrafficAsync(IReadOnlyList<Fault> faults, CancellationToken settled)
    {
        // A page that moves may leave the renderer that was chosen for it.
        bool navigates = faults.All(static fault => fault.Role is not (FaultRole.PageRenderer or FaultRole.FrameRenderer));
        return Task.WhenAll([.. world.Views.Select(UseAsync)]);

        async Task UseAsync(ChaosView view)
        {
            bool isConcerned = IsConcerned(view, faults);
            bool isLost = isConcerned && faults.Any(fault => fault.EndsBrowser && fault.Folder == view.Folder);
            try
            {
                if (navigates)
                {
                    // With the view its navigation is gone; otherwise it ends, well or not.
                    await view.OpenAsync(isLost ? settled : world.Bound());
                }

                await view.TalkAsync(isConcerned ? settled : world.Bound());
            }
            catch (OperationCanceledException) when (isConcerned && settled.IsCancellationRequested && (isLost || !navigates || view.IsShown))
            {
                // The message, or the view, was lost.
            }
            catch (Exception e) when (isConcerned && e is HostFailureException or HostEndedException or InvalidOperationException)
            {
                // It was hit.
            }
            catch (Exception e)
            {
                ledger.Violate($"{view.Name}, {(isConcerned ? "whose page was hit" : "which nothing happened to")}, could not be used: {e.Message}");
            }
        }
    }

    private static bool IsConcerned(ChaosView view, IReadOnlyList<Fault> faults) => faults.Any(fault => fault.IsDeath
        && (fault.Host?.Views.Contains(view) == true || (fault.Folder == view.Folder && (fault.Role is not (FaultRole.PageRenderer or FaultRole.FrameRenderer) || fault.Pages.Contains(view.Name)))));

    private async Task RestoreAsync(IReadOnlyList<Fault> faults)
    {
        foreach (Fault fault in faults.Where(static fault => fault.IsDeath && fault.Host is not null))
        {
            await world.ReplaceAsync(fault.Host!, fault.Signal);
        }

        foreach (ChaosFolder folder in faults.Where(static fault => fault.EndsBrowser).Select(static fault => fault.Folder!).Distinct())
        {
            await world.RestoreAsync(folder);
        }

        // A browser without its zygote cannot start renderers any more.
        foreach (ChaosFolder folder in faults.Where(static fault => fault is { IsDeath: true, Role: FaultRole.Zygote }).Select(static fault => fault.Folder!)
            .Except(faults.Where(static fault => fault.EndsBrowser).Select(static fault => fault.Folder!)))
        {
            Fault end = new(FaultRole.Browser, FaultCause.Kill, ChaosFolder.Find(world.BrowserOf(folder), null)!, folder, Host: null);
            ledger.Note($"{end}, because it has lost its zygote");
            ledger.Expect(Oracle.Expect(end, world));
            await ActAsync(end);
            await ledger.SettleAsync(patience);
            await world.RestoreAsync(folder);
        }

        // What was under way when it happened may have been lost; a page that is shown anew has nothing under way.
        HashSet<string> framed = [.. faults.Where(static fault => fault.IsDeath).SelectMany(static fault => fault.Frames)];
        await Task.WhenAll(world.Views
            .Where(view => (IsConcerned(view, faults) || framed.Contains(view.Name)) && !faults.Any(fault => fault.Folder == view.Folder && (fault.EndsBrowser || fault is { IsDeath: true, Role: FaultRole.Zygote })))
            .Select(view => view.OpenAsync(world.Bound())));
        await world.VerifyUsableAsync();
    }
}
