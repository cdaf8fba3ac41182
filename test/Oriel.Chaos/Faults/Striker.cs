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
    /// <summary>One fault, up to the last event it had to cause.</summary>
    internal async Task StrikeAsync(Fault fault)
    {
        IReadOnlyList<ExpectedEvent> expected = Oracle.Expect(fault, world);
        ledger.Note($"{fault}: {expected.Count} events expected");
        ledger.Expect(expected);
        await StrikeAsync([fault]);
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

    private static async Task ActAsync(Fault fault)
    {
        // Not a process that has got the number of one that has ended.
        if (ProcessTable.Find(fault.Victim.Id)?.StartTime != fault.Victim.StartTime)
        {
            return;
        }

        ProcessTable.Send(fault.Victim.Id, fault.Signal);
        if (!fault.IsDeath)
        {
            await Task.Delay(fault.Pause);
            ProcessTable.Send(fault.Victim.Id, Signal.Continue);
        }
        else if (fault is { Role: FaultRole.Gpu, Folder: { } folder })
        {
            folder.LostGpus++;
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
        foreach (ChaosHost host in faults.Where(static fault => fault.IsDeath && fault.Host is not null).Select(static fault => fault.Host!))
        {
            await world.ReplaceAsync(host);
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
