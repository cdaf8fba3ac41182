using System;
using Oriel.Core.Features.Navigation;

namespace Microsoft.Web.WebView2.Core;

public partial class CoreWebView2
{
    /// <summary>Raised before a navigation of the top frame begins, and again for each redirect of it. It goes on when the handlers have returned, unless one set Cancel.</summary>
    /// <remarks>A navigation that a page begins to about:, data: or blob: is told here but cannot be cancelled: Chromium does not pause it.</remarks>
    public event EventHandler<CoreWebView2NavigationStartingEventArgs> NavigationStarting
    {
        add => Use().Navigation.Starting += value;
        remove => UseAfterClose().Navigation.Starting -= value;
    }

    /// <summary>Raised when the document of the top frame has loaded, or its navigation has failed.</summary>
    public event EventHandler<CoreWebView2NavigationCompletedEventArgs> NavigationCompleted
    {
        add => Use().Navigation.Completed += value;
        remove => UseAfterClose().Navigation.Completed -= value;
    }

    /// <summary>As <see cref="NavigationStarting"/>, for a child frame.</summary>
    public event EventHandler<CoreWebView2NavigationStartingEventArgs> FrameNavigationStarting
    {
        add => Use().Navigation.FrameStarting += value;
        remove => UseAfterClose().Navigation.FrameStarting -= value;
    }

    /// <summary>As <see cref="NavigationCompleted"/>, for a child frame.</summary>
    public event EventHandler<CoreWebView2NavigationCompletedEventArgs> FrameNavigationCompleted
    {
        add => Use().Navigation.FrameCompleted += value;
        remove => UseAfterClose().Navigation.FrameCompleted -= value;
    }

    /// <summary>Raised when the top frame has a new document, before any message of that document.</summary>
    public event EventHandler<CoreWebView2ContentLoadingEventArgs> ContentLoading
    {
        add => Use().Navigation.ContentLoading += value;
        remove => UseAfterClose().Navigation.ContentLoading -= value;
    }

    /// <summary>Raised when the document of the top frame has been parsed.</summary>
    public event EventHandler<CoreWebView2DOMContentLoadedEventArgs> DOMContentLoaded
    {
        add => Use().Navigation.DomContentLoaded += value;
        remove => UseAfterClose().Navigation.DomContentLoaded -= value;
    }

    /// <summary>Raised when <see cref="Source"/> has changed, by a new document or within one.</summary>
    public event EventHandler<CoreWebView2SourceChangedEventArgs> SourceChanged
    {
        add => Use().Documents.SourceChanged += value;
        remove => UseAfterClose().Documents.SourceChanged -= value;
    }

    /// <summary>Raised when the session history has changed: <see cref="CanGoBack"/> and <see cref="CanGoForward"/> are up to date.</summary>
    public event EventHandler<object> HistoryChanged
    {
        add => Use().History.Changed += value;
        remove => UseAfterClose().History.Changed -= value;
    }

    /// <summary>Raised when <see cref="DocumentTitle"/> has changed.</summary>
    public event EventHandler<object> DocumentTitleChanged
    {
        add => Use().Documents.TitleChanged += value;
        remove => UseAfterClose().Documents.TitleChanged -= value;
    }

    /// <summary>The URI of the top document, fragment included.</summary>
    public string Source => Use().Documents.Source;

    /// <summary>The title of the top document; empty if it has none.</summary>
    public string DocumentTitle => Use().Documents.Title;

    /// <summary>Whether <see cref="GoBack"/> has somewhere to go.</summary>
    public bool CanGoBack => Use().History.CanGoBack;

    /// <summary>Whether <see cref="GoForward"/> has somewhere to go.</summary>
    public bool CanGoForward => Use().History.CanGoForward;

    /// <summary>Navigates the top frame. Returns at once; <see cref="NavigationStarting"/> comes later.</summary>
    /// <param name="uri">An absolute URI.</param>
    /// <exception cref="ArgumentException"><paramref name="uri"/> is null or not absolute.</exception>
    public void Navigate(string uri) => Use().Navigation.Navigate(uri);

    /// <summary>Shows HTML given as text, as the document about:blank.</summary>
    /// <param name="htmlContent">At most 2 MiB as UTF-8.</param>
    /// <exception cref="ArgumentException"><paramref name="htmlContent"/> is null or too long.</exception>
    public void NavigateToString(string htmlContent) => Use().Navigation.NavigateToString(htmlContent);

    /// <summary>Navigates the top frame with a request of the app's own: its method, headers and body.</summary>
    /// <param name="Request">Made by <see cref="CoreWebView2Environment.CreateWebResourceRequest"/>; its content is read before this returns.</param>
    /// <exception cref="ArgumentException"><paramref name="Request"/> is null or its URI is not absolute.</exception>
    public void NavigateWithWebResourceRequest(CoreWebView2WebResourceRequest Request) => Use().Navigation.Navigate(RequestOverride.From(Request));

    /// <summary>Loads the top document again.</summary>
    public void Reload() => Use().Navigation.Reload();

    /// <summary>Stops navigations and what is still loading.</summary>
    public void Stop() => Use().Navigation.Stop();

    /// <summary>Goes back in the session history; does nothing if there is nowhere to go.</summary>
    public void GoBack() => Use().History.Go(-1);

    /// <summary>Goes forward in the session history; does nothing if there is nowhere to go.</summary>
    public void GoForward() => Use().History.Go(1);
}
