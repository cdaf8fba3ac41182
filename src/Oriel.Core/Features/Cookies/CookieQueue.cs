using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Protocol;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Features.Cookies;

/// <summary>
/// The cookie commands of a link, in the order in which the app gives them, on whichever thread and through whichever view. The browser keeps the order of what it is sent,
/// so a command is sent at once; only a deletion takes more than one step, also within the browser, and what comes after it waits until it is through.
/// </summary>
/// <remarks>
/// Constraints: the browser's own commands for the cookies of a profile know only the profile it opened last and those it made by protocol, so each is given to a page of the profile.
/// A page that goes away answers nothing any more, and what waits must end all the same.
/// </remarks>
internal sealed class CookieQueue(ICallbackQueue queue)
{
    /// <summary>An address whose cookies are asked for though nobody has any there.</summary>
    private const string NoSite = "https://cookies.oriel.invalid/";

    private readonly Lock _lock = new();
    private readonly List<SentCall> _sent = [];
    private readonly Queue<Action> _waiting = new();
    private bool _isDeleting;
    private Task _written = Task.CompletedTask;

    /// <summary>Complete when the browser has done all that was asked up to now. It does not fail.</summary>
    internal Task Written
    {
        get
        {
            lock (_lock)
            {
                return _written;
            }
        }
    }

    /// <param name="page">A page of the profile.</param>
    /// <param name="completion">Where the task is completed.</param>
    internal Task<Network.GetAllCookiesResult> GetAsync(CdpSession page, ICallbackQueue completion)
    {
        CdpCall<Network.GetAllCookiesCommand, Network.GetAllCookiesResult> call = new(completion);
        InTurn(() => Send(page, default, call));
        return call.Task;
    }

    internal void Set(CdpSession page, Network.SetCookieCommand cookie) => Track(SetAsync(page, cookie));

    internal void Clear(CdpSession page) => Track(ClearAsync(page));

    /// <summary>Deletes the cookies that match when its turn has come.</summary>
    /// <param name="page">A page of the profile.</param>
    /// <param name="matches">Called on another thread.</param>
    internal void Delete(CdpSession page, Predicate<Network.Cookie> matches) => Track(DeleteAsync(page, matches));

    /// <summary>
    /// The network service, which keeps the cookies, has ended. What it was asked last it has not answered, and the browser forgets that; so what waits is failed when the browser has answered a question
    /// that was asked after it: of that command alone it tells the end in every case.
    /// </summary>
    internal void OnNetworkServiceExited()
    {
        SentCall[] waiting;
        lock (_lock)
        {
            waiting = [.. _sent.Where(static sent => !sent.Task.IsCompleted)];
        }

        foreach (IGrouping<CdpSession, SentCall> ofPage in waiting.GroupBy(static sent => sent.Page))
        {
            _ = FailLostAsync(ofPage.Key, [.. ofPage]);
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task FailLostAsync(CdpSession page, SentCall[] waiting)
    {
        try
        {
            _ = await page.Connection.SendAsync<Network.GetCookiesCommand, Network.GetCookiesResult>(page, new Network.GetCookiesCommand([NoSite]), queue).ConfigureAwait(false);
        }
        catch (Exception over) when (over is CdpException or ConnectionClosedException or SessionClosedException)
        {
            // The page has gone, and its calls with it; what is still there is failed all the same.
        }

        foreach (SentCall lost in waiting)
        {
            page.Connection.Fail(lost.Id, lost.Call, new CdpException("The call", new CdpError(CdpError.ServerError, "The network service of the browser ended before it answered; call again.")));
        }
    }

    /// <summary>The session is detached first and then its calls are failed: a call that was too late for that is seen here.</summary>
    private void Send<TCommand, TResult>(CdpSession page, in TCommand command, CdpCall<TCommand, TResult> call)
        where TCommand : struct, ICdpCommand<TResult>
    {
        if (page.Connection.Send(page, command, call) is { } id)
        {
            lock (_lock)
            {
                _sent.RemoveAll(static sent => sent.Task.IsCompleted);
                _sent.Add(new SentCall(page, id, call, call.Task));
            }
        }

        if (page.IsDetached)
        {
            ((IPendingCall)call).Fail(new SessionClosedException());
        }
    }

    private static void Log(string failure) => OrielLog.CookieRefused("The browser " + failure);

    /// <summary>Ends when the call has, well or not. A refusal goes to the log: no member of the API waits for it.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task TellAsync(Task call, string failure)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is CdpException or ProtocolException)
        {
            Log($"{failure}: {refused.Message}");
        }
        catch (Exception over) when (over is ConnectionClosedException or SessionClosedException)
        {
            // Told once, by the connection or by the view.
        }
    }

    private void InTurn(Action send)
    {
        lock (_lock)
        {
            if (_isDeleting)
            {
                _waiting.Enqueue(send);
            }
            else
            {
                send();
            }
        }
    }

    private void Track(Task write)
    {
        lock (_lock)
        {
            _written = _written.IsCompleted ? write : Task.WhenAll(_written, write);
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task SetAsync(CdpSession page, Network.SetCookieCommand cookie)
    {
        CdpCall<Network.SetCookieCommand, Network.SetCookieResult> call = new(queue);
        InTurn(() => Send(page, cookie, call));
        string failure = $"did not take the cookie '{Excerpt.Of(cookie.Name)}' for {Excerpt.Of(cookie.Domain + cookie.Path)}";
        await TellAsync(call.Task, failure).ConfigureAwait(false);
        if (call.Task is { IsCompletedSuccessfully: true } taken && !(await taken.ConfigureAwait(false)).Success)
        {
            Log($"{failure}, and did not say why.");
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ClearAsync(CdpSession page)
    {
        CdpCall<Network.ClearBrowserCookiesCommand, EmptyResult> call = new(queue);
        InTurn(() => Send(page, default, call));
        await TellAsync(call.Task, "did not delete the cookies of the profile").ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task DeleteAsync(CdpSession page, Predicate<Network.Cookie> matches)
    {
        CdpCall<Network.GetAllCookiesCommand, Network.GetAllCookiesResult> all = new(queue);
        InTurn(() =>
        {
            _isDeleting = true;
            Send(page, default, all);
        });
        try
        {
            await TellAsync(DeleteMatchesAsync(page, all.Task, matches), "did not delete a cookie").ConfigureAwait(false);
        }
        finally
        {
            EndDeletion();
        }
    }

    /// <summary>One by one, with everything that tells a cookie from others: the command takes a URI's host for the domain and overlooks other partitions.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task DeleteMatchesAsync(CdpSession page, Task<Network.GetAllCookiesResult> all, Predicate<Network.Cookie> matches)
    {
        List<Task> deletions = [];
        foreach (Network.Cookie cookie in (await all.ConfigureAwait(false)).Cookies)
        {
            if (matches(cookie))
            {
                CdpCall<Network.DeleteCookiesCommand, EmptyResult> call = new(queue);
                Send(page, new Network.DeleteCookiesCommand(cookie.Name, Domain: cookie.Domain, Path: cookie.Path, PartitionKey: cookie.PartitionKey), call);
                deletions.Add(call.Task);
            }
        }

        await Task.WhenAll(deletions).ConfigureAwait(false);
    }

    private void EndDeletion()
    {
        lock (_lock)
        {
            _isDeleting = false;
            while (!_isDeleting && _waiting.TryDequeue(out Action? send))
            {
                send();
            }
        }
    }

    private readonly record struct SentCall(CdpSession Page, int Id, IPendingCall Call, Task Task);
}
