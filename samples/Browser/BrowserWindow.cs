using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Browser;

/// <summary>A window with a tool bar and tabs. All windows share one environment, and so one browser and one user data folder.</summary>
internal sealed class BrowserWindow
{
    private const int Vertical = 1;
    private const double ZoomStep = 1.1;

    private static int s_open;

    private readonly CoreWebView2Environment _environment;
    private readonly TaskCompletionSource _lastClosed;
    private readonly List<BrowserTab> _tabs = [];
    private readonly nint _window = Gtk.NewWindow(0);
    private readonly nint _notebook = Gtk.NewNotebook();
    private readonly nint _address = Gtk.NewEntry();
    private readonly nint _back;
    private readonly nint _forward;
    private readonly nint _reload;
    private readonly nint _zoom;
    private BrowserTab _tab = null!;

    public BrowserWindow(CoreWebView2Environment environment, IReadOnlyList<string> addresses, TaskCompletionSource lastClosed)
    {
        _environment = environment;
        _lastClosed = lastClosed;
        s_open++;
        nint bar = Gtk.NewBox(0, 4);
        Gtk.AddClass(bar, "bar");
        _back = Put(bar, Gtk.Button("←", "Back", () => _tab.Page?.GoBack()));
        _forward = Put(bar, Gtk.Button("→", "Forward", () => _tab.Page?.GoForward()));
        _reload = Put(bar, Gtk.Button("⟳", "Reload, or stop", ReloadOrStop));
        Gtk.SetPlaceholder(_address, "Search, or type an address");
        Gtk.On(_address, "activate", Go);
        Gtk.Pack(bar, _address, 1, 1, 4);
        _ = Put(bar, Gtk.Button("−", "Smaller", () => Zoom(static factor => factor / ZoomStep)));
        _zoom = Put(bar, Gtk.Button("100 %", "Its own size", () => Zoom(static _ => 1)));
        _ = Put(bar, Gtk.Button("+", "Larger", () => Zoom(static factor => factor * ZoomStep)));
        _ = Put(bar, Gtk.Button("New tab", "Open a tab", () => OpenTab(null)));
        _ = Put(bar, Gtk.Button("New window", "Open a window, in the same browser", () => new BrowserWindow(_environment, [], _lastClosed).Show()));
        _ = Put(bar, Gtk.Button("DevTools", "Look into the page", () => _tab.Page?.CoreWebView2?.OpenDevToolsWindow()));

        Gtk.SetBorder(_notebook, 0);
        Gtk.SetScrollable(_notebook, 1);
        Gtk.OnSwitchPage(_notebook, page => Select(_tabs.Single(tab => tab.Widget == page)));
        nint box = Gtk.NewBox(Vertical, 0);
        Gtk.Pack(box, bar, 0, 1, 0);
        Gtk.Pack(box, _notebook, 1, 1, 0);
        Gtk.Add(_window, box);
        Gtk.SetDefaultSize(_window, 1100, 720);
        Gtk.On(_window, "destroy", OnDestroyed);
        foreach (string? address in addresses.DefaultIfEmpty())
        {
            OpenTab(string.IsNullOrEmpty(address) ? null : Address.Parse(address));
        }
    }

    public void Show() => Gtk.Show(_window);

    private static nint Put(nint bar, nint button)
    {
        Gtk.Pack(bar, button, 0, 0, 0);
        return button;
    }

    private BrowserTab OpenTab(Uri? address)
    {
        BrowserTab tab = new(_environment, CloseTab);
        tab.Changed += () => Refresh(tab);
        tab.NewWindowRequested += e => OnNewWindow(e);
        _tabs.Add(tab);
        Gtk.SetPage(_notebook, Gtk.AppendPage(_notebook, tab.Widget, tab.Label));
        if (address is not null)
        {
            tab.Navigate(address);
        }

        return tab;
    }

    private void CloseTab(BrowserTab tab)
    {
        if (_tabs.Count == 1)
        {
            Gtk.Destroy(_window);
            return;
        }

        tab.Close();
        Gtk.Destroy(tab.Widget);
        _ = _tabs.Remove(tab);
    }

    /// <summary>What a page opens is a tab.</summary>
    private void OnNewWindow(CoreWebView2NewWindowRequestedEventArgs e)
    {
        e.Handled = true;
        if (Uri.TryCreate(e.Uri, UriKind.Absolute, out Uri? address))
        {
            OpenTab(address);
        }
    }

    private void Go()
    {
        if (_tab.Page is { } page)
        {
            page.Source = Address.Parse(Gtk.Text(_address));
            Gtk.Focus(page.Widget);
        }
    }

    private void ReloadOrStop()
    {
        if (_tab.IsLoading)
        {
            _tab.Page?.Stop();
        }
        else
        {
            _tab.Page?.CoreWebView2?.Reload();
        }
    }

    private void Zoom(Func<double, double> change)
    {
        if (_tab.Page is { } page)
        {
            page.ZoomFactor = Math.Clamp(change(page.ZoomFactor), 0.25, 5);
            Refresh(_tab);
        }
    }

    private void Select(BrowserTab tab)
    {
        _tab = tab;
        Refresh(tab);
    }

    /// <summary>Shows in the tool bar what can be done with the page in front.</summary>
    private void Refresh(BrowserTab tab)
    {
        if (tab != _tab)
        {
            return;
        }

        Gtk.SetTitle(_window, tab.Title);
        if (Gtk.HasFocus(_address) == 0 || tab.Address.Length > 0)
        {
            Gtk.SetText(_address, tab.Address);
        }

        Gtk.SetEnabled(_back, tab.Page is { CanGoBack: true } ? 1 : 0);
        Gtk.SetEnabled(_forward, tab.Page is { CanGoForward: true } ? 1 : 0);
        Gtk.SetButtonLabel(_reload, tab.IsLoading ? "✕" : "⟳");
        Gtk.SetButtonLabel(_zoom, string.Create(CultureInfo.InvariantCulture, $"{(tab.Page?.ZoomFactor ?? 1) * 100:0} %"));
    }

    private void OnDestroyed()
    {
        foreach (BrowserTab tab in _tabs)
        {
            tab.Close();
        }

        if (--s_open == 0)
        {
            _lastClosed.SetResult();
        }
    }
}
