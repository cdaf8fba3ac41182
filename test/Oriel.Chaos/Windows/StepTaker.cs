using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.TestKit.Hosts;

namespace Oriel.Chaos.Windows;

/// <summary>Does what was decided.</summary>
internal sealed class StepTaker(WindowWorld world)
{
    /// <summary>E_ABORT.</summary>
    private const int Aborted = unchecked((int)0x80004004);

    /// <summary>ERROR_INVALID_WINDOW_HANDLE.</summary>
    private const int NoSuchWindow = unchecked((int)0x80070578);

    internal Task TakeAsync(WindowStep step) => step.Deed switch
    {
        WindowDeed.Resize => ResizeAsync(step),
        WindowDeed.Show => step.View!.Made!.CallAsync("show", new JsonObject { ["visible"] = step.View.IsVisible }, world.Bound()),
        WindowDeed.Move => MoveAsync(step),
        WindowDeed.Open => OpenAsync(step),
        WindowDeed.Close => CloseAsync(step.View!),
        WindowDeed.OpenWindow => OpenWindowAsync(step.Window!),
        WindowDeed.DestroyWindow => DestroyWindowAsync(step),
        WindowDeed.OpenInDoomedWindow => OpenInDoomedWindowAsync(step),
        WindowDeed.OpenDevTools => step.View!.Made!.CallAsync("devTools", null, world.Bound()),
        WindowDeed.CloseDevTools => CloseDevTools(step.View!),
        _ => KillAsync(step),
    };

    internal async Task CloseAsync(SeenView view)
    {
        await view.Made!.CloseAsync(world.Bound());
        await ForgetAsync(view);
    }

    private async Task ResizeAsync(WindowStep step)
    {
        // Sent together, so that the view cannot follow each.
        await Task.WhenAll([.. step.Bounds.Select(bounds => step.View!.Made!.CallAsync("resize", ToJson(bounds), world.Bound()))]);
    }

    private async Task MoveAsync(WindowStep step)
    {
        HostView view = step.View!.Made!;
        const int NoWindow = -3;
        await view.CallAsync("move", new JsonObject { ["parent"] = (int?)step.Window?.Id ?? NoWindow }, world.Bound());
        await view.CallAsync("resize", ToJson(step.Bounds[0]), world.Bound());
    }

    private async Task OpenAsync(WindowStep step)
    {
        SeenView view = step.View!;
        view.Made = await step.Host!.CreateAsync(view, step.Window!.Id, world.Bound());
        await view.Made.CallAsync("resize", ToJson(step.Bounds[0]), world.Bound());
        JsonObject shown = await view.Made.OpenAsync(world.PageOf(view), world.Bound());
        if (!shown["success"]!.GetValue<bool>())
        {
            throw new InvalidOperationException($"{view} could not show its page: {shown.ToJsonString()}");
        }
    }

    private async Task OpenWindowAsync(AppWindow window) => window.Id = await world.Screen.CreateWindowAsync(window.Bounds, System.Drawing.Color.White);

    private async Task DestroyWindowAsync(WindowStep step)
    {
        world.Screen.DestroyWindow(step.Window!.Id);
        await Task.WhenAll(step.Lost.Select(ForgetAsync));
    }

    private async Task OpenInDoomedWindowAsync(WindowStep step)
    {
        SeenView view = step.View!;
        Task<HostView> making = step.Host!.CreateAsync(view, step.Window!.Id, world.Bound());
        world.Screen.DestroyWindow(step.Window.Id);
        try
        {
            // Made before the window was gone, it is closed after.
            view.Made = await making;
            await ForgetAsync(view);
        }
        catch (HostFailureException refused) when (refused.HResult is Aborted or NoSuchWindow)
        {
            // There is no window to make it in.
        }
    }

    private Task CloseDevTools(SeenView view)
    {
        world.Screen.AskToClose(view.DevTools);
        view.DevTools = 0;
        return Task.CompletedTask;
    }

    private async Task KillAsync(WindowStep step)
    {
        WindowHost host = step.Host!;
        Task<HostView> making = host.CreateAsync(step.View!, step.Window!.Id, world.Bound());
        await host.KillAsync();
        try
        {
            await making;
        }
        catch (HostEndedException)
        {
            // As it had to.
        }

        await host.DisposeAsync();
        await world.StartAsync(world.Hosts[host.Number]);
    }

    /// <summary>Its host keeps nothing of it.</summary>
    private Task ForgetAsync(SeenView view) => view.Made!.CallAsync("forget", null, world.Bound());

    private static JsonObject ToJson(System.Drawing.Rectangle bounds) => new() { ["x"] = bounds.X, ["y"] = bounds.Y, ["width"] = bounds.Width, ["height"] = bounds.Height };
}
