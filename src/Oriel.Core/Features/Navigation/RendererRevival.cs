using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>Gives a page that has lost its renderer another one before it is navigated. What was set up meanwhile is then in it when the new document comes.</summary>
/// <remarks>
/// The browser makes the renderer when a navigation begins, and passes nothing on to it until that navigation has ended, which is too late for its document. So a navigation is begun for
/// the sake of the renderer, and ended at its request: no network sees it, the history does not keep it, and the app is not told of it.
/// </remarks>
internal sealed class RendererRevival(View view)
{
    // Has to be an address whose request waits for us. Nobody gets to resolve it.
    private const string Address = "https://renderer.oriel.invalid/";

    private bool _hasBegun;

    /// <summary>Null if none is.</summary>
    internal Task? UnderWay { get; private set; }

    internal bool IsUnderWay => UnderWay is not null;

    /// <summary>Whether what the browser says is about the navigation that is for the renderer alone. It may still say it when that renderer has gone again and nobody waits for it any more.</summary>
    internal bool IsAbout(string url) => _hasBegun && url == Address;

    /// <summary>Complete when the page has a renderer and all that the view has set up is in it; at once, as nearly always, when it has not lost it.</summary>
    /// <remarks>Where no renderer can be started the browser neither ends such a navigation nor tells why; of the one that the app wants, it tells.</remarks>
    internal Task BeforeNavigationAsync()
    {
        if (UnderWay is null && view.Failures.IsPageLost && !view.Link.HasLostSandboxHelper)
        {
            Task revival = ReviveAsync();
            UnderWay = revival.IsCompleted ? null : revival;
            return revival;
        }

        return UnderWay ?? Task.CompletedTask;
    }

    /// <summary>The same for a navigation that is begun by one command.</summary>
    internal void BeforeNavigation(Action begin)
    {
        Task ready = BeforeNavigationAsync();
        if (ready.IsCompletedSuccessfully)
        {
            begin();
        }
        else
        {
            view.Dispatcher.Observe(BeginAfterAsync(ready, begin));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task BeginAfterAsync(Task ready, Action begin)
    {
        await ready;
        begin();
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ReviveAsync()
    {
        _hasBegun = true;
        try
        {
            _ = await view.Page.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand(Address));

            // What was set up when the renderer came is answered before this. If none came, because it could not be started, nobody would answer.
            if (!view.Failures.IsPageLost)
            {
                await view.Target.HearFromRendererAsync();
            }
        }
        catch (CdpException)
        {
            // The browser has something against it, or the next renderer has gone as well. The navigation itself will tell.
        }
        finally
        {
            UnderWay = null;
        }
    }
}
