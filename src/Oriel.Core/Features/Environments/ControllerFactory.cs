using System;
using System.Drawing;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;

namespace Oriel.Core.Features.Environments;

/// <summary>Creates controllers for the calling thread.</summary>
internal static class ControllerFactory
{
    /// <summary>What a view is as large as until the app sets its bounds.</summary>
    private static readonly Rectangle s_initialBounds = new(0, 0, 1280, 720);

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<CoreWebView2Controller> CreateAsync(BrowserGroup group, IntPtr parentWindow, CoreWebView2ControllerOptions? options)
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("CoreWebView2Environment.CreateCoreWebView2ControllerAsync");
        if (parentWindow == IntPtr.Zero)
        {
            throw OfficialErrors.InvalidArgument(
                "The parent window is 0, which is no window. Give an X11 window id, or new IntPtr(-3) (HWND_MESSAGE) for a view without a visible window.", "ParentWindow");
        }

        ViewRequest request = new(parentWindow, options?.Profile ?? default, options?.IsInPrivateModeEnabled ?? false, s_initialBounds);
        View view = await group.CreateViewAsync(request, dispatcher);
        return view.Controller;
    }
}
