using System;
using System.Drawing;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace OfficialApp.Scenarios;

/// <summary>What an app does all day: everything by default, a view, a page, script, a message there and back, a picture, and the end.</summary>
internal static class View
{
    private const string Page = """
        data:text/html,<title>A page</title><script>chrome.webview.addEventListener('message', event => chrome.webview.postMessage({ echo: event.data }))</script>
        """;

    private static readonly IntPtr s_messageWindow = new(-3);

    public static void Run() => MessageLoop.Run(RunAsync);

    private static async Task RunAsync()
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync();
        TaskCompletionSource<CoreWebView2BrowserProcessExitKind> exited = new();
        environment.BrowserProcessExited += (_, e) => exited.TrySetResult(e.BrowserProcessExitKind);
        Program.Say("folder", environment.UserDataFolder);

        CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(s_messageWindow);
        controller.Bounds = new Rectangle(0, 0, 640, 480);
        CoreWebView2 view = controller.CoreWebView2;
        Program.Say("broker", Broker((int)view.BrowserProcessId));

        await NavigateAsync(view);
        Program.Say("title", view.DocumentTitle);
        Program.Say("script", await view.ExecuteScriptAsync("({ sum: 1 + 1, bridge: typeof chrome.webview })"));
        Program.Say("message", await ExchangeAsync(view));
        Program.Say("picture", await CaptureAsync(view));

        controller.Close();
        Program.Say("exit", await exited.Task);
    }

    private static async Task NavigateAsync(CoreWebView2 view)
    {
        TaskCompletionSource<CoreWebView2NavigationCompletedEventArgs> completed = new();
        view.NavigationStarting += (_, e) => Program.Say("starting", e.Uri.StartsWith("data:", StringComparison.Ordinal) && !e.IsRedirected);
        view.NavigationCompleted += (_, e) => completed.TrySetResult(e);
        view.Navigate(Page);
        Program.Say("success", (await completed.Task).IsSuccess);
    }

    private static async Task<string> ExchangeAsync(CoreWebView2 view)
    {
        TaskCompletionSource<string> received = new();
        view.WebMessageReceived += (_, e) => received.TrySetResult(e.WebMessageAsJson);
        view.PostWebMessageAsString("ping");
        return await received.Task;
    }

    private static async Task<string> CaptureAsync(CoreWebView2 view)
    {
        using MemoryStream stream = new();
        await view.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream);
        return Convert.ToHexString(stream.ToArray().AsSpan(0, 4));
    }

    /// <summary>The program that started the browser.</summary>
    private static string? Broker(int browser)
    {
        string status = File.ReadAllText($"/proc/{browser}/stat");
        string parent = status[(status.LastIndexOf(')') + 2)..].Split(' ')[1];
        return new FileInfo($"/proc/{parent}/exe").LinkTarget;
    }
}
