using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Gtk;

namespace Browser;

/// <summary>A small browser. Arguments: addresses, each opened in a tab, an empty one with the start page; before them, if not the usual one, --folder and a user data folder.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string? folder = arguments is ["--folder", var named, ..] ? named : null;
        string[] addresses = folder is null ? arguments : arguments[2..];
        GtkLibrary.Load(GtkVersion.Gtk3);
        Gtk.UseStyle(Resource("look.css"));
        GtkMainLoop.Run(() => RunAsync(folder, addresses));
        return 0;
    }

    public static string Resource(string name)
    {
        using StreamReader reader = new(typeof(Program).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task RunAsync(string? folder, string[] addresses)
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, folder);
        TaskCompletionSource lastClosed = new();
        new BrowserWindow(environment, addresses, lastClosed).Show();
        await lastClosed.Task;
    }
}
