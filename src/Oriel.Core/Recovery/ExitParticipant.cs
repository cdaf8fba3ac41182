using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Environments;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Protocol.Cdp;

namespace Oriel.Recovery;

/// <summary>
/// An environment's part in an exit that the hosts of a folder agree upon: it asks the app, closes the views when all have agreed, and lets them come back when the browser is gone or it comes to nothing. Should the host that
/// asked have been killed, the broker says that it comes to nothing, or the browser is gone; so views always come back.
/// </summary>
internal sealed class ExitParticipant(EnvironmentKeeper keeper)
{
    private readonly Lock _lock = new();
    private PendingExit? _exit;
    private volatile bool _isRequesting;

    /// <summary>While this environment's own request is under way: nobody has to be asked, and the request itself says when it is over.</summary>
    internal bool IsRequesting
    {
        get => _isRequesting;
        set => _isRequesting = value;
    }

    /// <returns>Null if that browser is not ending by agreement.</returns>
    internal Task<Reopening>? WhenOver(int browserProcessId)
    {
        lock (_lock)
        {
            return _exit is { IsBegun: true } exit && exit.BrowserProcessId == browserProcessId ? exit.Over.Task : null;
        }
    }

    internal void OnRequested(BrowserLink link, BrokerDomain.ExitRequestedEvent e) => _ = AnswerAsync(link, e);

    internal void OnBegun(int exitId)
    {
        PendingExit? exit;
        lock (_lock)
        {
            exit = _exit?.ExitId == exitId && (!_exit.IsOwn || IsRequesting) ? _exit : null;
            if (exit is null)
            {
                return;
            }

            exit.IsBegun = true;
        }

        exit.Returned = Task.WhenAll(keeper.Views().Select(view => view.ReleaseAsync(exit.Over.Task)));
    }

    internal void OnCancelled(int exitId)
    {
        lock (_lock)
        {
            if (_exit?.ExitId != exitId || _exit.IsOwn)
            {
                return;
            }
        }

        _ = Finish(isGone: false);
    }

    internal void OnExited(int browserProcessId)
    {
        lock (_lock)
        {
            if (_exit is not { IsBegun: true, IsOwn: false } exit || exit.BrowserProcessId != browserProcessId)
            {
                return;
            }
        }

        _ = Finish(isGone: true);
    }

    /// <summary>The exit that this environment asked for is over.</summary>
    /// <returns>Complete when the views are back.</returns>
    internal Task FinishOwn(bool isGone)
    {
        lock (_lock)
        {
            if (_exit is not { IsOwn: true })
            {
                // There were no views to be closed; or this one was refused for another's sake, which goes on.
                return Task.CompletedTask;
            }
        }

        return Finish(isGone);
    }

    /// <summary>Lets the views come back; with what the exit was for if the browser was gone.</summary>
    /// <returns>Complete when they are back.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The views cannot come back then, and tell why.")]
    private Task Finish(bool isGone)
    {
        PendingExit? exit;
        lock (_lock)
        {
            exit = _exit;
            _exit = null;
        }

        if (exit is null)
        {
            return Task.CompletedTask;
        }

        _ = Task.Run(() =>
        {
            try
            {
                if (isGone && !exit.IsOwn && ExitPurposes.NeedsNewEnvironment(exit.Purpose))
                {
                    keeper.Replace(NextSettings(exit.Options), exit.Purpose);
                }

                bool forgets = exit.Purpose is BrowserExitPurpose.ClearAuthCache or BrowserExitPurpose.ClearUserDataFolder;
                exit.Over.SetResult(keeper.StartOver() with { ForgetsCredentials = isGone && forgets });
            }
            catch (Exception failure)
            {
                exit.Over.SetException(failure);
            }
        });
        return exit.Returned;
    }

    /// <summary>What an environment on the folder decides now.</summary>
    /// <param name="options">Null for those it has.</param>
    internal EnvironmentSettings NextSettings(EnvironmentOptions? options)
    {
        EnvironmentSettings present = keeper.Group.Settings;
        return EnvironmentChoices.Decide(present.BrowserExecutableFolder, present.UserDataFolder.Path, options ?? present.Options);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task AnswerAsync(BrowserLink link, BrokerDomain.ExitRequestedEvent e)
    {
        string? refusal = await DecideAsync(link, e).ConfigureAwait(false);
        link.Connection.BrowserSession.Post(new BrokerDomain.AnswerExitCommand(e.ExitId, refusal is null) { Reason = refusal });
    }

    /// <returns>Null to accept.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<string?> DecideAsync(BrowserLink link, BrokerDomain.ExitRequestedEvent e)
    {
        BrowserExitPurpose purpose;
        EnvironmentOptions? options;
        try
        {
            purpose = ExitPurposes.FromWire(e.Purpose);
            options = e.Settings is null ? null : EnvironmentOptionsJson.Read(e.Settings);
        }
        catch (Exception unknown) when (unknown is ArgumentException or JsonException)
        {
            return unknown.Message;
        }

        bool isOwn = IsRequesting && e.Pid == Environment.ProcessId;
        lock (_lock)
        {
            _exit = new PendingExit(e.ExitId, link.BrowserProcessId, purpose, options, isOwn);
        }

        if (keeper.CountStrangers() is var strangers and > 0)
        {
            return $"{strangers} of its views have no Oriel.Recovery.ViewRecovery, and nobody would close them.";
        }

        if (isOwn)
        {
            return null;
        }

        string?[] answers = await Task.WhenAll(keeper.Views().Select(view => view.AskAsync(purpose, e.Name, e.Pid))).ConfigureAwait(false);
        return Array.Find(answers, static answer => answer is not null);
    }
}
