using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Gtk;

/// <content>What is the page's, handed on from and to <see cref="CoreWebView2"/>.</content>
public sealed partial class WebView2
{
    private EventHandler<EventArgs>? _zoomFactorChanged;

    /// <summary>As <see cref="CoreWebView2.NavigationStarting"/>.</summary>
    public event EventHandler<CoreWebView2NavigationStartingEventArgs>? NavigationStarting;

    /// <summary>As <see cref="CoreWebView2.NavigationCompleted"/>.</summary>
    public event EventHandler<CoreWebView2NavigationCompletedEventArgs>? NavigationCompleted;

    /// <summary>As <see cref="CoreWebView2.WebMessageReceived"/>.</summary>
    public event EventHandler<CoreWebView2WebMessageReceivedEventArgs>? WebMessageReceived;

    /// <summary>As <see cref="CoreWebView2.SourceChanged"/>. <see cref="Source"/> is the new one.</summary>
    public event EventHandler<CoreWebView2SourceChangedEventArgs>? SourceChanged;

    /// <summary>As <see cref="CoreWebView2.ContentLoading"/>.</summary>
    public event EventHandler<CoreWebView2ContentLoadingEventArgs>? ContentLoading;

    /// <summary>As <see cref="CoreWebView2Controller.ZoomFactorChanged"/>.</summary>
    public event EventHandler<EventArgs>? ZoomFactorChanged
    {
        add
        {
            if (_zoomFactorChanged is null)
            {
                _controller?.ZoomFactorChanged += OnZoomFactorChanged;
            }

            _zoomFactorChanged += value;
        }
        remove => _zoomFactorChanged -= value;
    }

    /// <summary>As <see cref="CoreWebView2.CanGoBack"/>; false while there is no view.</summary>
    public bool CanGoBack => Use()._controller?.CoreWebView2.CanGoBack ?? false;

    /// <summary>As <see cref="CoreWebView2.CanGoForward"/>; false while there is no view.</summary>
    public bool CanGoForward => Use()._controller?.CoreWebView2.CanGoForward ?? false;

    /// <summary>As <see cref="CoreWebView2.ExecuteScriptAsync"/>.</summary>
    /// <param name="javaScript">The script.</param>
    /// <returns>Its result, as JSON.</returns>
    /// <exception cref="InvalidOperationException">There is no view yet.</exception>
    public Task<string> ExecuteScriptAsync(string javaScript) => UseView().ExecuteScriptAsync(javaScript);

    /// <summary>As <see cref="CoreWebView2.NavigateToString"/>.</summary>
    /// <param name="htmlContent">At most 2 MB.</param>
    /// <exception cref="InvalidOperationException">There is no view yet.</exception>
    public void NavigateToString(string htmlContent) => UseView().NavigateToString(htmlContent);

    /// <summary>As <see cref="CoreWebView2.Reload"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no view yet.</exception>
    public void Reload() => UseView().Reload();

    /// <summary>As <see cref="CoreWebView2.GoBack"/>; does nothing while there is no view.</summary>
    public void GoBack() => Use()._controller?.CoreWebView2.GoBack();

    /// <summary>As <see cref="CoreWebView2.GoForward"/>; does nothing while there is no view.</summary>
    public void GoForward() => Use()._controller?.CoreWebView2.GoForward();

    /// <summary>As <see cref="CoreWebView2.Stop"/>; does nothing while there is no view.</summary>
    public void Stop() => Use()._controller?.CoreWebView2.Stop();

    private void Forward(CoreWebView2Controller controller)
    {
        CoreWebView2 view = controller.CoreWebView2;
        view.NavigationStarting += (_, e) => NavigationStarting?.Invoke(this, e);
        view.NavigationCompleted += (_, e) => NavigationCompleted?.Invoke(this, e);
        view.WebMessageReceived += (_, e) => WebMessageReceived?.Invoke(this, e);
        view.ContentLoading += (_, e) => ContentLoading?.Invoke(this, e);
        view.SourceChanged += (_, e) =>
        {
            _source = new Uri(view.Source);
            SourceChanged?.Invoke(this, e);
        };
        view.ProcessFailed += (_, e) => _isLost |= e.ProcessFailedKind == CoreWebView2ProcessFailedKind.BrowserProcessExited;
        if (_zoomFactorChanged is not null)
        {
            controller.ZoomFactorChanged += OnZoomFactorChanged;
        }
    }

    private void OnZoomFactorChanged(object? sender, object e) => _zoomFactorChanged?.Invoke(this, EventArgs.Empty);
}
