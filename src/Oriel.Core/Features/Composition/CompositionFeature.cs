using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Composition;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>Where the pictures of a view go that the app shows itself. Without a target the browser takes none.</summary>
internal sealed class CompositionFeature(View view) : Feature(view)
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_lastLook = TimeSpan.FromSeconds(4);

    private IFrameTarget? _target;
    private int _placed;
    private Screencast? _screencast;
    private CdpSession? _page;

    internal IFrameTarget? Target
    {
        get => _target;
        set
        {
            End();
            _target = value;
            Begin();
        }
    }

    /// <exception cref="System.ArgumentException">It is none.</exception>
    internal static IFrameTarget? ReadTarget(object? target) => target switch
    {
        null => null,
        IFrameTarget frames => frames,
        _ => throw OfficialErrors.InvalidArgument(
            $"RootVisualTarget was set to a {target.GetType()}. Give an Oriel.Composition.IFrameTarget, which gets the view's pictures, or null.", nameof(target)),
    };

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            End();
            _page = session;

            // While a document comes the page may change its renderer and its size at once, and a picture be lost over it. Nobody would miss it until the page changes again.
            session.Subscribe<Page.LoadEventFiredEvent>((_, _) => _screencast?.BeginAgain());
            Begin();
        }
    }

    internal override void OnRecovered(CdpSession session)
    {
        if (session == _page)
        {
            _screencast?.BeginAgain();
        }
    }

    /// <summary>
    /// The view has another size. The browser may lose the picture of that when one was under way, and then has none until the page changes; so it is looked after whether it came, and else asked for.
    /// </summary>
    internal void OnPlaced()
    {
        if (View.IsComposed)
        {
            View.Dispatcher.Observe(SeeToSizeAsync(++_placed));
        }
    }

    /// <summary>The target is still known: a view that takes the place of this one gets it.</summary>
    internal override void Close() => End();

    private void Begin()
    {
        if (_target is not null && _page is not null)
        {
            _screencast = new Screencast(View, _page, _target);
            _page.Subscribe(Page.ScreencastFrameEvent.Method, _screencast.Subscription);
            _screencast.Begin();
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task SeeToSizeAsync(int placed)
    {
        for (TimeSpan wait = s_firstLook; wait < s_lastLook; wait *= 2)
        {
            await View.Dispatcher.Marshal(Task.WhenAny(Task.Delay(wait)));
            if (placed != _placed || View.IsClosed || !View.Window.IsVisible || View.Zoom.Factor != 1 || _screencast is not { } screencast || screencast.LastSize == View.Window.Bounds.Size)
            {
                return;
            }

            screencast.BeginAgain();
        }
    }

    private void End()
    {
        if (_screencast is { } ended)
        {
            _screencast = null;
            _page!.Unsubscribe("Page.screencastFrame", ended.Subscription);
            ended.End();
        }
    }
}
