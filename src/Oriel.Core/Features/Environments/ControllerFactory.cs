using System;
using System.Diagnostics.CodeAnalysis;
using System.Drawing;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Core.Features.Window;

namespace Oriel.Core.Features.Environments;

/// <summary>Creates controllers for the calling thread.</summary>
internal static class ControllerFactory
{
    /// <summary>What a view without a window is as large as until the app sets its bounds. In a window there is nothing to be seen of it until then.</summary>
    private static readonly Rectangle s_initialBounds = new(0, 0, 1280, 720);

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<CoreWebView2Controller> CreateAsync(BrowserGroup group, IntPtr parentWindow, CoreWebView2ControllerOptions? options)
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("CoreWebView2Environment.CreateCoreWebView2ControllerAsync");
        WindowFeature.CheckParent(parentWindow);
        View view = await CreateViewAsync(group, Request(parentWindow, options, parentWindow == WindowFeature.NoWindow), dispatcher);
        return view.Controller;
    }

    /// <summary>The same for a view that the app shows itself.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<CoreWebView2CompositionController> CreateComposedAsync(BrowserGroup group, IntPtr parentWindow, CoreWebView2ControllerOptions? options)
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("CoreWebView2Environment.CreateCoreWebView2CompositionControllerAsync");
        WindowFeature.CheckParent(parentWindow);
        View view = await CreateViewAsync(group, Request(parentWindow, options, isUnseen: true) with { IsComposed = true }, dispatcher);
        return (CoreWebView2CompositionController)view.Controller;
    }

    /// <summary>Creates a view that belongs to the dispatcher's thread, in its parent if it has one.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<View> CreateViewAsync(BrowserGroup group, ViewRequest request, UiDispatcher dispatcher)
    {
        if (request.Parent == WindowFeature.NoWindow || request.IsComposed)
        {
            return await group.CreateViewAsync(request, dispatcher);
        }

        ParentedSurface surface = ParentedSurface.Create(request.Parent, request.Bounds);
        try
        {
            Task<View> creation = group.CreateViewAsync(request with { Surface = surface }, dispatcher);
            _ = await Task.WhenAny(creation, dispatcher.Marshal(surface.ParentDestroyed));
            if (surface.ParentDestroyed.IsCompleted)
            {
                dispatcher.Observe(CloseAsync(creation));
                throw OfficialErrors.FromHResult(HResults.Abort, $"The parent window 0x{request.Parent:x} was destroyed before the view was created.");
            }

            return await creation;
        }
        catch
        {
            surface.Close();
            throw;
        }
    }

    private static ViewRequest Request(IntPtr parent, CoreWebView2ControllerOptions? options, bool isUnseen) =>
        new(parent, options?.Profile ?? default, options?.IsInPrivateModeEnabled ?? false, isUnseen ? s_initialBounds : Rectangle.Empty) { Background = options?.DefaultBackgroundColor ?? Color.White };

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The app has been told already that nothing comes of it.")]
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task CloseAsync(Task<View> creation)
    {
        try
        {
            (await creation).Close();
        }
        catch (Exception)
        {
        }
    }
}
