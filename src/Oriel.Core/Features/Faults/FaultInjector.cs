using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Errors;
using Oriel.Client.Processes;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Processes;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;
using Oriel.Testing;

namespace Oriel.Core.Features.Faults;

/// <summary>
/// Causes faults in the processes of one browser and in no others. A process is known by the number its broker lists, and numbers come to mean other processes; so it is taken hold of first, and then the broker is
/// asked again: it hears of each death before it could see the number a second time.
/// </summary>
internal sealed class FaultInjector(BrowserGroup group)
{
    /// <summary>Chromium's own fault: its renderer takes address space, of which no more than a page each is used, until it gets no more.</summary>
    private const string MemoryExhaustion = "chrome://memory-exhaust";

    /// <summary>The gate of what concerns no view.</summary>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    internal FaultInjector Enter(string type, string member) => group.Dispatcher.IsOwnThread ? this : throw ThreadErrors.WrongThread(type, member, group.Dispatcher.ThreadId);

    /// <exception cref="ArgumentException">The view is not the environment's.</exception>
    internal View Verify(View view) => ReferenceEquals(view.Group, group)
        ? view
        : throw OfficialErrors.InvalidArgument($"The view was made with another CoreWebView2Environment, of '{view.Group.UserDataFolder}'; the faults are those of '{group.UserDataFolder}'. Use FaultInjection.Of with the view's environment.", "webView");

    internal static Task<IAsyncDisposable> HangAsync(View view)
    {
        VerifyRenderer(view);
        return EndlessScript.BeginAsync(view);
    }

    internal static Task ExhaustMemoryAsync(View view)
    {
        VerifyRenderer(view);
        view.Page.Post(new Page.NavigateCommand(MemoryExhaustion));
        return Task.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<int> SendAsync(ProcessRole role, ProcessSignal signal)
    {
        using HeldProcess process = await FindAsync(role);
        return Send(process, signal);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<int> SendAsync(View view, string? frameUri, ProcessSignal signal)
    {
        using HeldProcess process = await FindAsync(view, frameUri);
        return Send(process, signal);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<IAsyncDisposable> StopAsync(ProcessRole role) => Stop(await FindAsync(role));

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<IAsyncDisposable> StopAsync(View view, string? frameUri) => Stop(await FindAsync(view, frameUri));

    private static StoppedProcess Stop(HeldProcess process)
    {
        try
        {
            Send(process, ProcessSignal.Stop);
            return new StoppedProcess(process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private static int Send(HeldProcess process, ProcessSignal signal) => process.TrySend(signal) ? process.ProcessId : throw Ended(process.ProcessId);

    private static void VerifyRenderer(View view)
    {
        if (view.Failures.IsPageLost)
        {
            throw new InvalidOperationException("The page of the view has lost its renderer already. Reload it, and wait for NavigationCompleted.");
        }
    }

    private static InvalidOperationException Ended(int processId) => new($"Process {processId} ended before anything could be done to it.");

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<HeldProcess> FindAsync(ProcessRole role)
    {
        IReadOnlyList<BrokerDomain.ProcessInfo> all = (await AskAsync(group.Dispatcher)).Processes;
        BrokerDomain.ProcessInfo chosen = all.FirstOrDefault(process => ProcessMapReader.KindOf(process.Type) == role.Kind && (process.Description ?? "") == role.Description)
            ?? throw new InvalidOperationException($"The browser {all[0].Pid} has no process '{role}' now. It has: {string.Join(", ", all.Select(NameOf).Distinct())}.");
        return await HoldAsync(group.Dispatcher, chosen);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<HeldProcess> FindAsync(View view, string? frameUri)
    {
        VerifyRenderer(view);
        BrokerDomain.GetProcessesResult known = await AskAsync(view.Dispatcher);
        BrokerDomain.FrameInfo[] frames = [.. known.Frames.Where(frame => frame.ViewId == view.Identity.ViewId)];
        BrokerDomain.FrameInfo frame = frames.FirstOrDefault(frame => frameUri is null ? frame.Kind == BrokerDomain.FrameKind.Main : frame.Url == frameUri)
            ?? throw OfficialErrors.InvalidArgument($"The view shows nothing with the address '{frameUri}'. It shows: {string.Join(", ", frames.Select(static known => known.Url))}.", nameof(frameUri));
        if (frame.Pid is not { } processId)
        {
            throw new InvalidOperationException($"Which process the renderer of {frame.Url} is cannot be found out: it does not answer.");
        }

        return await HoldAsync(view.Dispatcher, known.Processes.FirstOrDefault(process => process.Pid == processId) ?? throw Ended(processId));
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<HeldProcess> HoldAsync(UiDispatcher caller, BrokerDomain.ProcessInfo chosen)
    {
        HeldProcess? held = HeldProcess.TryOpen(chosen.Pid);
        try
        {
            return held is not null && (await AskAsync(caller)).Processes.Contains(chosen) ? held : throw Ended(chosen.Pid);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>What the broker knows of the browser's processes, the browser process first, and of the frames in them.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<BrokerDomain.GetProcessesResult> AskAsync(UiDispatcher caller)
    {
        try
        {
            return await group.GetProcessesAsync(caller) is { Answer: { Processes.Count: > 0 } answer }
                ? answer
                : throw new InvalidOperationException($"No browser runs for the environment of '{group.UserDataFolder}'. Create a view first.");
        }
        catch (ConnectionClosedException closed)
        {
            throw EnvironmentErrors.FromLostConnection(closed);
        }
    }

    private static string NameOf(BrokerDomain.ProcessInfo process) => process.Description ?? ProcessMapReader.KindOf(process.Type).ToString();
}
