using System;
using System.Linq;
using Oriel.Gtk;

// A page in a window of GTK 3. An app that has a binding for GTK uses that instead of Gtk.cs, and its main loop. Argument: a user data folder, if not the usual one.
GtkLibrary.Load(GtkVersion.Gtk3);
GtkMainLoop.Run(() =>
{
    WebView2 page = new() { CreationProperties = new CoreWebView2CreationProperties { UserDataFolder = args.FirstOrDefault() } };
    page.NavigationCompleted += (_, e) => Console.WriteLine(e.IsSuccess ? $"Shows {page.Source}" : $"Failed: {e.WebErrorStatus}");
    page.CoreWebView2InitializationCompleted += (_, e) =>
    {
        if (e.IsSuccess)
        {
            page.NavigateToString("<title>Hello</title><body style='font: 2em sans-serif; display: grid; place-items: center; height: 90vh'>Hello from Linux");
        }
        else
        {
            Console.Error.WriteLine(e.InitializationException!.Message);
            GtkMainLoop.Quit();
        }
    };

    nint window = Gtk.NewWindow(type: 0);
    Gtk.SetTitle(window, "Hello");
    Gtk.SetDefaultSize(window, 640, 400);
    Gtk.Add(window, page.Widget);
    Gtk.OnDestroy(window, GtkMainLoop.Quit);
    Gtk.Show(window);
    _ = page.EnsureCoreWebView2Async();
});
