using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Composition;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>Where the pictures of a view go that the app shows itself. Without a target the browser takes none.</summary>
internal sealed class CompositionFeature(View view) : Feature(view)
{
    private IFrameTarget? _target;
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
