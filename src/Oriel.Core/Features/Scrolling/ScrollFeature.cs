using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Messages;
using Oriel.Core.Features.Script;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Scrolling;

/// <summary>
/// Where the top document is scrolled to, for whoever wants to come back there. Watched only when asked for: the page's end of scrolling is told, at most ten times a second, by a script in a world of its own.
/// </summary>
internal sealed class ScrollFeature(View view) : Feature(view)
{
    private const string World = "oriel.scroll";
    private const string BindingName = "orielScrolled";
    private const char PositionKind = 'p';

    private static readonly string s_script = EmbeddedScript.Read("Oriel.scroll.js");

    private bool _isWatched;
    private (double X, double Y) _wanted;

    /// <summary>As it was told last, in CSS pixels.</summary>
    internal (double X, double Y) Position { get; private set; }

    /// <summary>Watches from now on.</summary>
    internal void Begin()
    {
        if (!_isWatched)
        {
            _isWatched = true;
            Watch(View.Page);
        }
    }

    /// <summary>Scrolls the next document there, when it has been parsed.</summary>
    internal void RestoreInNextDocument((double X, double Y) position) => _wanted = position;

    /// <summary>The top frame has a new document.</summary>
    internal void OnNewDocument() => Position = default;

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            session.Subscribe(Runtime.BindingCalledEvent.Method, new BindingSubscription("ViewRecovery", BindingName, OnBindingCalled));
            session.Subscribe<Page.DomContentEventFiredEvent>((_, _) => Restore());
            if (_isWatched)
            {
                Watch(session);
            }
        }
    }

    private void Watch(CdpSession page)
    {
        page.Post(new Runtime.AddBindingCommand(BindingName) { ExecutionContextName = World });
        View.Dispatcher.Observe(page.SendAsync<Page.AddScriptToEvaluateOnNewDocumentCommand, Page.AddScriptToEvaluateOnNewDocumentResult>(
            new Page.AddScriptToEvaluateOnNewDocumentCommand($"{s_script}('{BindingName}')") { WorldName = World, RunImmediately = true }));
    }

    private void OnBindingCalled(CdpSession session, int contextId, char kind, string text)
    {
        if (_isWatched && kind == PositionKind && View.Frames.TryFindContext(session, contextId, out FrameState? frame) && View.Frames.IsMain(frame.Id)
            && text.Split(',') is [var x, var y] && TryRead(x, out double left) && TryRead(y, out double top))
        {
            Position = (left, top);
        }
    }

    private static bool TryRead(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private void Restore()
    {
        if (View.Frames.Main.Committed is { AwaitsContent: true })
        {
            // What NavigateToString shows is still to come.
            return;
        }

        (double X, double Y) wanted = _wanted;
        _wanted = default;
        if (_isWatched && wanted != default)
        {
            View.Dispatcher.Observe(RestoreAsync(wanted));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task RestoreAsync((double X, double Y) wanted)
    {
        try
        {
            Page.CreateIsolatedWorldResult world = await View.Page.SendAsync<Page.CreateIsolatedWorldCommand, Page.CreateIsolatedWorldResult>(
                new Page.CreateIsolatedWorldCommand(View.Target.TargetId) { WorldName = World });
            View.Page.Post(new Runtime.EvaluateCommand(string.Create(CultureInfo.InvariantCulture, $"orielScrollTo({wanted.X:R}, {wanted.Y:R})")) { ContextId = world.ExecutionContextId, Silent = true });
        }
        catch (Exception e) when (e is CdpException or ConnectionClosedException or SessionClosedException)
        {
            // The document has gone meanwhile.
        }
    }
}
