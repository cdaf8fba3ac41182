using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Zoom;

/// <summary>
/// How much larger the page is than by itself. The browser's own zoom is one for a site and its profile, which views must not share; what is set here is the target's. With no size given it follows the window's, and it holds for
/// every document (docs/adr/0027).
/// </summary>
internal sealed class ZoomFeature(View view) : Feature(view)
{
    /// <summary>The range of the browser's own zoom.</summary>
    private const double Least = 0.25;
    private const double Most = 5;

    private double _applied = 1;

    /// <summary>Of the display; asked for when it is needed first, because what is set is absolute.</summary>
    private Task<double>? _displayScale;

    /// <summary>How often the factor was set: an older one is told of no more.</summary>
    private int _changes;

    internal EventHandler<object>? Changed { get; set; }

    internal double Factor { get; private set; } = 1;

    /// <exception cref="ArgumentException">Not above 0.</exception>
    internal static void Check(double factor)
    {
        if (!(factor > 0))
        {
            throw OfficialErrors.InvalidArgument(string.Create(CultureInfo.InvariantCulture, $"A zoom factor of {factor} is not possible. It is greater than 0; 1 is the page's own size."), nameof(factor));
        }
    }

    /// <summary>Sets the factor. One that is out of the range is told of, with the one that is used in its place, when this call is over; as documented.</summary>
    /// <exception cref="ArgumentException">Not above 0.</exception>
    internal void Set(double factor)
    {
        Check(factor);
        double used = Math.Clamp(factor, Least, Most);
        int change = ++_changes;
        if (used != _applied)
        {
            _applied = used;
            _displayScale ??= AskDisplayScaleAsync(View.Page, View.Target.TargetId);
            View.Dispatcher.Observe(ApplyAsync(change));
        }

        if (used == factor)
        {
            Factor = used;
        }
        else
        {
            View.Dispatcher.Post(new ViewCallback(View, () => OnNormalized(used, change)));
        }
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        // The page's own size is what the browser does by itself.
        if (isPage && _applied != 1 && _displayScale is { IsCompletedSuccessfully: true } known)
        {
            Post(session, known.GetAwaiter().GetResult());
        }
    }

    internal override void Close() => Changed = null;

    /// <summary>What a page sees while nothing is set; asked in a world that it does not reach.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<double> AskDisplayScaleAsync(CdpSession page, string frameId)
    {
        Page.CreateIsolatedWorldResult world = await page.SendAsync<Page.CreateIsolatedWorldCommand, Page.CreateIsolatedWorldResult>(new Page.CreateIsolatedWorldCommand(frameId) { WorldName = "oriel.zoom" });
        Runtime.EvaluateResult ratio = await page.SendAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(
            new Runtime.EvaluateCommand("String(devicePixelRatio)") { ContextId = world.ExecutionContextId, ReturnByValue = true, Silent = true });
        return ratio.Result.Value is { } value ? double.Parse(value.Read().ReadString(), CultureInfo.InvariantCulture) : throw CdpMissing.Member("Runtime.evaluate", "result");
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ApplyAsync(int change)
    {
        double displayScale;
        try
        {
            displayScale = await _displayScale!;
        }
        catch (Exception e) when (e is CdpException or ConnectionClosedException or SessionClosedException)
        {
            // The page has gone meanwhile. The next time the factor is set the one that is there is asked.
            _displayScale = null;
            return;
        }

        if (change == _changes)
        {
            Post(View.Page, displayScale);
        }
    }

    private void Post(CdpSession page, double displayScale)
    {
        if (_applied == 1)
        {
            page.Post(default(Emulation.ClearDeviceMetricsOverrideCommand));
        }
        else
        {
            page.Post(new Emulation.SetDeviceMetricsOverrideCommand(Width: 0, Height: 0, DeviceScaleFactor: displayScale * _applied, Mobile: false) { Scale = _applied });
        }
    }

    private void OnNormalized(double used, int change)
    {
        if (change == _changes)
        {
            Factor = used;
            View.RaiseController(Changed);
        }
    }
}
