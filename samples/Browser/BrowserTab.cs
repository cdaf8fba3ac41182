using System;
using Microsoft.Web.WebView2.Core;
using Oriel.Gtk;

namespace Browser;

/// <summary>A page, the bar that says when it has failed, and its label in the notebook.</summary>
internal sealed class BrowserTab
{
    private const int Vertical = 1;
    private const int EllipsisAtEnd = 3;

    private readonly CoreWebView2Environment _environment;
    private readonly nint _title = Gtk.NewLabel("New tab");
    private readonly nint _failure = Gtk.NewBox(0, 12);
    private readonly nint _failureText = Gtk.NewLabel("");
    private WebView2 _page;
    private bool _hasBrowser = true;

    public BrowserTab(CoreWebView2Environment environment, Action<BrowserTab> closed)
    {
        _environment = environment;
        Label = Gtk.NewBox(0, 6);
        Gtk.SetLabelWidth(_title, 16);
        Gtk.SetLabelAlignment(_title, 0);
        Gtk.SetEllipsis(_title, EllipsisAtEnd);
        Gtk.Pack(Label, _title, 1, 1, 0);
        Gtk.Pack(Label, Gtk.Button("×", "Close the tab", () => closed(this)), 0, 0, 0);

        Gtk.AddClass(_failure, "failure");
        Gtk.SetLabelAlignment(_failureText, 0);
        Gtk.Pack(_failure, _failureText, 1, 1, 0);
        Gtk.Pack(_failure, Gtk.Button("Reload", "Bring the page back", Recover), 0, 0, 0);
        Widget = Gtk.NewBox(Vertical, 0);
        Gtk.Pack(Widget, _failure, 0, 0, 0);
        Gtk.Show(Label);
        Gtk.Show(Widget);
        Gtk.Hide(_failure);
        Gtk.SetShownAlone(_failure, 1);
        _page = Open();
    }

    /// <summary>The address, the title, or what can be done has changed.</summary>
    public event Action? Changed;

    /// <summary>The page wants to open another.</summary>
    public event Action<CoreWebView2NewWindowRequestedEventArgs>? NewWindowRequested;

    public nint Widget { get; }

    public nint Label { get; }

    /// <summary>The page; null while it has no browser.</summary>
    public WebView2? Page => _hasBrowser ? _page : null;

    public string Title { get; private set; } = "New tab";

    public bool IsLoading { get; private set; }

    public string Address => _page.Source is { IsAbsoluteUri: true } source && source.Scheme is not ("about" or "data") ? source.AbsoluteUri : "";

    /// <summary>Also before the browser is there.</summary>
    public void Navigate(Uri address) => _page.Source = address;

    public void ShowStart() => _page.NavigateToString(Program.Resource("start.html"));

    public void Close() => _page.Dispose();

    private WebView2 Open()
    {
        WebView2 page = new();
        page.CoreWebView2InitializationCompleted += (_, e) => OnInitialized(page, e);
        page.NavigationStarting += (_, _) => OnLoading(isLoading: true);
        page.NavigationCompleted += (_, _) => OnLoading(isLoading: false);
        page.SourceChanged += (_, _) => Changed?.Invoke();
        page.ZoomFactorChanged += (_, _) => Changed?.Invoke();
        Gtk.SetExpandsDown(page.Widget, 1);
        Gtk.Pack(Widget, page.Widget, 1, 1, 0);
        _ = page.EnsureCoreWebView2Async(_environment);
        return page;
    }

    private void OnInitialized(WebView2 page, CoreWebView2InitializationCompletedEventArgs e)
    {
        if (!e.IsSuccess)
        {
            _hasBrowser = false;
            Tell(e.InitializationException!.Message);
            return;
        }

        CoreWebView2 view = page.CoreWebView2!;
        view.DocumentTitleChanged += (_, _) =>
        {
            Title = view.DocumentTitle.Length > 0 ? view.DocumentTitle : "New tab";
            Gtk.SetLabel(_title, Title);
            Changed?.Invoke();
        };
        view.HistoryChanged += (_, _) => Changed?.Invoke();
        view.NewWindowRequested += (_, e) => NewWindowRequested?.Invoke(e);
        view.ProcessFailed += (_, e) => OnFailed(e);
        if (page.Source is null)
        {
            ShowStart();
        }
    }

    private void OnLoading(bool isLoading)
    {
        IsLoading = isLoading;
        if (isLoading)
        {
            Gtk.Hide(_failure);
        }

        Changed?.Invoke();
    }

    /// <summary>Other processes come back by themselves.</summary>
    private void OnFailed(CoreWebView2ProcessFailedEventArgs e)
    {
        switch (e.ProcessFailedKind)
        {
            case CoreWebView2ProcessFailedKind.BrowserProcessExited:
                _hasBrowser = false;
                Tell($"The browser has ended ({e.Reason}).");
                break;
            case CoreWebView2ProcessFailedKind.RenderProcessExited:
                Tell($"The page has ended ({e.Reason}).");
                break;
            case CoreWebView2ProcessFailedKind.RenderProcessUnresponsive:
                Tell("The page does not answer.");
                break;
        }
    }

    private void Tell(string what)
    {
        Gtk.SetLabel(_failureText, what);
        Gtk.SetShownAlone(_failure, 0);
        Gtk.Show(_failure);
        Gtk.SetShownAlone(_failure, 1);
    }

    /// <summary>A page is loaded again; without a browser there must be a new control.</summary>
    private void Recover()
    {
        Gtk.Hide(_failure);
        if (_hasBrowser)
        {
            _page.Reload();
            return;
        }

        Uri? address = _page.Source;
        Gtk.Destroy(_page.Widget);
        _hasBrowser = true;
        _page = Open();
        if (address is { Scheme: not "about" })
        {
            Navigate(address);
        }

        Gtk.Show(_page.Widget);
    }
}
