using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Client.Environments;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Protocol.Cdp;

namespace Oriel.Recovery;

/// <summary>
/// Has the browser of a folder end, whichever apps use it, does what that was wanted for, and brings the views back. First all agree, then nobody can start a browser any more, then all close their views; so whatever fails
/// before that has disturbed nobody.
/// </summary>
internal sealed class BrowserExitFlow(EnvironmentKeeper keeper, ExitParticipant participant)
{
    private static readonly TimeSpan s_usualBound = TimeSpan.FromSeconds(30);

    /// <summary>To be called on the environment's thread.</summary>
    /// <returns>The environment that is current afterwards, when this environment's views are back.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<CoreWebView2Environment> RunAsync(BrowserExitPurpose purpose, EnvironmentOptions? options, bool keepFailureReports, TimeSpan? timeout, CancellationToken cancellation)
    {
        if (keeper.CountStrangers() is var strangers and > 0)
        {
            throw new InvalidOperationException(
                $"{strangers} views of this environment have no ViewRecovery, so nobody would close and restore them. Call ViewRecovery.Attach for their controllers, or close them, first.");
        }

        if (participant.IsRequesting)
        {
            throw new InvalidOperationException("This environment has asked for the browser to end, and that is not over yet. Await the task of the first call.");
        }

        participant.IsRequesting = true;
        try
        {
            return await keeper.Group.Dispatcher.Marshal(Task.Run(() => RunAsync(purpose, options, keepFailureReports, timeout ?? s_usualBound, cancellation), CancellationToken.None));
        }
        finally
        {
            participant.IsRequesting = false;
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<CoreWebView2Environment> RunAsync(BrowserExitPurpose purpose, EnvironmentOptions? options, bool keepFailureReports, TimeSpan timeout, CancellationToken cancellation)
    {
        // Refuses options that are none before anybody is asked. Which version is installed is seen when the browser is gone.
        EnvironmentSettings next = participant.NextSettings(options);
        bool isGone = false;
        try
        {
            await EndBrowserAsync(purpose, options, keepFailureReports, timeout, cancellation).ConfigureAwait(false);
            isGone = true;
            if (ExitPurposes.NeedsNewEnvironment(purpose))
            {
                keeper.Replace(purpose == BrowserExitPurpose.MoveToNewVersion ? participant.NextSettings(options) : next, purpose);
            }
        }
        finally
        {
            Task returned = participant.FinishOwn(isGone);
            if (isGone)
            {
                await returned.ConfigureAwait(false);
            }
        }

        return keeper.Group.Environment!;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task EndBrowserAsync(BrowserExitPurpose purpose, EnvironmentOptions? options, bool keepFailureReports, TimeSpan timeout, CancellationToken cancellation)
    {
        EnvironmentSettings settings = keeper.Group.Settings;
        string folder = settings.UserDataFolder.CanonicalPath;
        settings.UserDataFolder.Create();

        // Never disposed of: the timer may still come.
        CancellationTokenSource late = new();
        using Patience patience = new(timeout, late.Cancel);
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        ExitNegotiation? hosts = null;
        Task AgreeAsync() => hosts?.AgreeAsync(ExitPurposes.ToWire(purpose), options is null ? null : EnvironmentOptionsJson.Write(options), bound.Token) ?? Task.CompletedTask;
        try
        {
            hosts = await OpenAsync(settings, bound.Token).ConfigureAwait(false);
            await AgreeAsync().ConfigureAwait(false);
            using FolderHold hold = await FolderHold.TakeAsync(folder, bound.Token).ConfigureAwait(false);

            // Somebody may have started a broker just before.
            if (hosts is null)
            {
                hosts = await OpenAsync(settings, bound.Token).ConfigureAwait(false);
                await AgreeAsync().ConfigureAwait(false);
            }

            if (hosts is not null)
            {
                await hosts.EndAsync(bound.Token).ConfigureAwait(false);
            }

            await FolderRelease.WaitAsync(folder, bound.Token).ConfigureAwait(false);
            if (purpose == BrowserExitPurpose.ClearUserDataFolder)
            {
                await hold.ClearAsync(keepFailureReports, bound.Token).ConfigureAwait(false);
            }
        }
        catch (CdpException refused)
        {
            throw EnvironmentErrors.FromBroker(refused);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Late(timeout, folder, hosts is null ? [] : await hosts.CancelAsync().ConfigureAwait(false));
        }
        finally
        {
            // Which tells the others that it is over, if the broker still lives.
            hosts?.Close();
        }
    }

    /// <returns>Null if there is nobody to ask.</returns>
    private static Task<ExitNegotiation?> OpenAsync(EnvironmentSettings settings, CancellationToken cancellation) =>
        ExitNegotiation.OpenAsync(settings.UserDataFolder.CanonicalPath, BrowserLink.Hello(settings), OrielEventSource.Log.CallDropped, cancellation);

    private static TimeoutException Late(TimeSpan timeout, string folder, IReadOnlyList<BrokerDomain.HostInfo> holders)
    {
        string who = holders.Count == 0 ? "No app has views on it any more, but its browser or broker has not ended" : $"Views are still held by {string.Join(", ", holders.Select(static host => $"{host.Name} (PID {host.Pid}, {host.Views.Count} views)"))}";
        return new TimeoutException($"The browser of the user data folder '{folder}' did not end within {timeout.TotalSeconds:0.#} seconds. {who}. Close them, or have that app use Oriel.Recovery, and try again.");
    }
}
