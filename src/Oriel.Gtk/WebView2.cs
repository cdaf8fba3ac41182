using System;
using System.Drawing;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Gtk.Interop;
using Oriel.Gtk.Placement;
using Oriel.Gtk.Toolkits;

namespace Oriel.Gtk;

/// <summary>
/// A widget that shows web content, for GTK 3 and GTK 4 on X11, with the members of the official control for Windows Forms. Put <see cref="Widget"/> into a container, and set <see cref="Source"/>, which creates the
/// <see cref="CoreWebView2"/>; or call <see cref="EnsureCoreWebView2Async(CoreWebView2Environment?, CoreWebView2ControllerOptions?)"/> first, to create it explicitly.
/// </summary>
/// <remarks>
/// <para>
/// When the initialisation has ended, <see cref="CoreWebView2InitializationCompleted"/> is raised, then the navigation to <see cref="Source"/> begins, if it is set, and then the task of <c>EnsureCoreWebView2Async</c> is complete.
/// The widget need not be in a window by then.
/// </para>
/// <para>
/// The widget may be moved to another window; the page goes along as it is. The page is an X window of its own, so it is in front of all other widgets at its place. The widget is a GObject as any other: it is floating until a
/// container takes it, and when it is destroyed this object is disposed of. <see cref="Dispose"/> does not take it out of its container.
/// </para>
/// <para>
/// Thread: the one it was created on, GTK's. If that has no <see cref="System.Threading.SynchronizationContext"/>, a <see cref="GtkSynchronizationContext"/> is installed. On another thread, and after <see cref="Dispose"/>, members
/// throw <see cref="InvalidOperationException"/>; when the browser has ended, those of the page do.
/// </para>
/// </remarks>
public sealed partial class WebView2 : IDisposable
{
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private readonly SignalSet _signals = new();
    private readonly HostWindow _window;
    private readonly WidgetPlace _place;
    private readonly FocusBridge _focus;
    private readonly ViewInitialization _initialization;
    private CoreWebView2Controller? _controller;
    private CoreWebView2CreationProperties? _creationProperties;
    private Uri? _source;
    private double _zoomFactor = 1;
    private Color _defaultBackgroundColor = Color.White;
    private bool _allowExternalDrop = true;
    private bool _isDisposed;

    /// <summary>The browser has ended: there is nothing to place any more.</summary>
    private bool _isLost;
    private nint _widget;

    /// <summary>Makes the widget. <see cref="CoreWebView2"/> is null at first.</summary>
    /// <exception cref="InvalidOperationException">The process has no GTK or two (see <see cref="GtkLibrary"/>), or GTK's display is not one of X11.</exception>
    public WebView2()
    {
        Toolkit toolkit = GtkLibrary.Toolkit;
        _window = new HostWindow(Native.gdk_display_get_default());
        _ = GtkSynchronizationContext.Install();
        _widget = toolkit.CreateArea();
        _signals.Connect(_widget, "destroy", OnDestroyed);
        _place = new WidgetPlace(toolkit, _widget, _window);
        _place.Changed += Apply;
        _place.Moved += () => Live?.NotifyParentWindowPositionChanged();
        _focus = new FocusBridge(toolkit, _widget, _window, _place);
        _initialization = new ViewInitialization(InitializeAsync);
    }

    /// <summary>Raised when <see cref="CoreWebView2"/> is there, before it is used for anything, or when there will be none. The place for settings and handlers.</summary>
    public event EventHandler<CoreWebView2InitializationCompletedEventArgs>? CoreWebView2InitializationCompleted;

    /// <summary>The widget, a <c>GtkWidget*</c>; 0 when it was destroyed.</summary>
    public IntPtr Widget => _widget;

    /// <summary>The view; null until the initialisation has ended.</summary>
    public CoreWebView2? CoreWebView2 => Use()._controller?.CoreWebView2;

    /// <summary>With what the environment and the controller are made, if the app gives none. Null by default.</summary>
    /// <exception cref="InvalidOperationException">Set after the initialisation has begun.</exception>
    public CoreWebView2CreationProperties? CreationProperties
    {
        get => Use()._creationProperties;
        set => Use()._creationProperties = _initialization.HasBegun
            ? throw new InvalidOperationException("CreationProperties was set after the initialisation of this WebView2 has begun. Set it before Source and EnsureCoreWebView2Async.")
            : value;
    }

    /// <summary>The address of the page. To set it navigates there, and creates <see cref="CoreWebView2"/> if need be. Null until the view is there.</summary>
    /// <exception cref="ArgumentException">It is not absolute.</exception>
    /// <exception cref="NotImplementedException">Null is set, and the view is there.</exception>
    public Uri? Source
    {
        get => Use()._source;
        set => Use().Open(value);
    }

    /// <summary>The zoom of the page; 1 by default.</summary>
    public double ZoomFactor
    {
        get => Use()._controller is { } controller ? controller.ZoomFactor : _zoomFactor;
        set
        {
            Use()._zoomFactor = value;
            _controller?.ZoomFactor = value;
        }
    }

    /// <summary>The color under a page that paints no background: opaque, or wholly transparent. White by default.</summary>
    /// <exception cref="ArgumentException">It is half transparent.</exception>
    public Color DefaultBackgroundColor
    {
        get => Use()._controller is { } controller ? controller.DefaultBackgroundColor : _defaultBackgroundColor;
        set
        {
            Use()._defaultBackgroundColor = value;
            _controller?.DefaultBackgroundColor = value;
        }
    }

    /// <summary>Whether things may be dropped on the page from outside. True by default.</summary>
    public bool AllowExternalDrop
    {
        get => Use()._controller is { } controller ? controller.AllowExternalDrop : _allowExternalDrop;
        set
        {
            Use()._allowExternalDrop = value;
            _controller?.AllowExternalDrop = value;
        }
    }

    /// <summary>What places the page; null while there is none.</summary>
    private CoreWebView2Controller? Live => _isLost ? null : _controller;

    /// <summary>Creates <see cref="CoreWebView2"/>, if that has not begun.</summary>
    /// <param name="environment">The app's; null for one made with <see cref="CreationProperties"/>, or the usual one.</param>
    /// <param name="controllerOptions">The app's; null likewise.</param>
    /// <returns>Complete when it is there; the same each time. An initialisation that has failed is begun again.</returns>
    /// <exception cref="ArgumentException">It has begun with another environment or other options.</exception>
    public Task EnsureCoreWebView2Async(CoreWebView2Environment? environment = null, CoreWebView2ControllerOptions? controllerOptions = null) =>
        Use()._initialization.EnsureAsync(environment, controllerOptions);

    /// <summary>Closes the view. The widget stays, empty, where it is. Disposing again does nothing.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            VerifyThread(nameof(Dispose));
            End();
            if (_widget != 0 && Native.g_object_is_floating(_widget) != 0)
            {
                // Nobody has taken it.
                nint widget = _widget;
                _widget = 0;
                Native.g_object_unref(Native.g_object_ref_sink(widget));
            }
        }
    }

    private async Task InitializeAsync(CoreWebView2Environment? environment, CoreWebView2ControllerOptions? options)
    {
        try
        {
            environment ??= await (CreationProperties?.CreateEnvironmentAsync() ?? CoreWebView2Environment.CreateAsync());
            options ??= _creationProperties?.CreateControllerOptions(environment);
            nint parent = (nint)_window.Id;
            CoreWebView2Controller controller = options is null
                ? await environment.CreateCoreWebView2ControllerAsync(parent)
                : await environment.CreateCoreWebView2ControllerAsync(parent, options);
            if (_isDisposed)
            {
                controller.Close();
                throw Disposed(nameof(EnsureCoreWebView2Async));
            }

            Begin(controller);
        }
        catch (Exception e)
        {
            CoreWebView2InitializationCompleted?.Invoke(this, new CoreWebView2InitializationCompletedEventArgs(e));
            throw;
        }

        CoreWebView2InitializationCompleted?.Invoke(this, new CoreWebView2InitializationCompletedEventArgs());
        if (_isDisposed)
        {
            return;
        }

        if (_source is { } source)
        {
            _controller!.CoreWebView2.Navigate(source.AbsoluteUri);
        }
        else
        {
            _source = new Uri(_controller!.CoreWebView2.Source);
        }
    }

    private void Begin(CoreWebView2Controller controller)
    {
        _controller = controller;
        Forward(controller);
        if (_defaultBackgroundColor.ToArgb() != Color.White.ToArgb())
        {
            controller.DefaultBackgroundColor = _defaultBackgroundColor;
        }

        if (_zoomFactor != 1)
        {
            controller.ZoomFactor = _zoomFactor;
        }

        if (!_allowExternalDrop)
        {
            controller.AllowExternalDrop = false;
        }

        Apply();
        _focus.Begin(controller);
    }

    private void Open(Uri? source)
    {
        if (source is null)
        {
            _source = _controller is null ? null : throw new NotImplementedException("Source was set to null. Where a page is there is an address: navigate to about:blank.");
            return;
        }

        if (!source.IsAbsoluteUri)
        {
            throw new ArgumentException($"Source was set to '{source}', which is not absolute. Give an address with its scheme, such as https://.", nameof(source));
        }

        bool isOther = source.AbsoluteUri != _source?.AbsoluteUri;
        _source = source;
        if (_controller is { } controller)
        {
            if (isOther)
            {
                controller.CoreWebView2.Navigate(source.AbsoluteUri);
            }
        }
        else if (!_initialization.HasBegun)
        {
            // What comes of it, CoreWebView2InitializationCompleted tells.
            _ = _initialization.EnsureAsync(null, null);
        }
    }

    /// <summary>Puts the page where the widget is.</summary>
    private void Apply()
    {
        if (Live is { } controller)
        {
            controller.Bounds = _place.Bounds;
            controller.IsVisible = _place.IsVisible;
        }
    }

    private void OnDestroyed()
    {
        _widget = 0;
        if (!_isDisposed)
        {
            End();
        }
    }

    private void End()
    {
        _isDisposed = true;
        _focus.End();
        _place.End();
        _signals.DisconnectAll();
        _controller?.Close();
        _window.Destroy();
    }

    private WebView2 Use([CallerMemberName] string member = "")
    {
        VerifyThread(member);
        return _isDisposed ? throw Disposed(member) : this;
    }

    private CoreWebView2 UseView([CallerMemberName] string member = "") =>
        Use(member)._controller?.CoreWebView2
        ?? throw new InvalidOperationException($"WebView2.{member} was called before CoreWebView2 is there. Await EnsureCoreWebView2Async first, or use CoreWebView2InitializationCompleted.");

    private void VerifyThread(string member)
    {
        if (Environment.CurrentManagedThreadId != _threadId)
        {
            throw new InvalidOperationException(
                $"WebView2.{member} was called on thread {Environment.CurrentManagedThreadId}; the control belongs to thread {_threadId}, GTK's. Post the call there, with the SynchronizationContext of that thread.");
        }
    }

    private static InvalidOperationException Disposed(string member) =>
        new($"WebView2.{member} was called after the control was disposed of.", new ObjectDisposedException(nameof(WebView2)));
}
