using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;

namespace Oriel.Conformance.Support;

/// <summary>A view under test with the record of its events.</summary>
internal sealed class TestView
{
    /// <summary>HWND_MESSAGE: no visible window.</summary>
    public static readonly IntPtr NoWindow = new(-3);

    private readonly List<TestView> _others = [];

    private TestView(CoreWebView2Environment environment, CoreWebView2Controller controller)
    {
        Environment = environment;
        Controller = controller;
        Web = controller.CoreWebView2;
        Log = new EventLog(Web);
    }

    public CoreWebView2Environment Environment { get; }

    public CoreWebView2Controller Controller { get; }

    public CoreWebView2 Web { get; }

    public EventLog Log { get; }

    public static async Task<TestView> OpenAsync(CoreWebView2Environment environment, CoreWebView2ControllerOptions? options = null) =>
        new(environment, await (options is null ? environment.CreateCoreWebView2ControllerAsync(NoWindow) : environment.CreateCoreWebView2ControllerAsync(NoWindow, options)));

    /// <summary>Opens a view in a window.</summary>
    public static async Task<TestView> OpenInAsync(CoreWebView2Environment environment, uint parent, CoreWebView2ControllerOptions? options = null) =>
        new(environment, await (options is null ? environment.CreateCoreWebView2ControllerAsync((nint)parent) : environment.CreateCoreWebView2ControllerAsync((nint)parent, options)));

    /// <summary>Opens a view that the app shows itself.</summary>
    public static async Task<TestView> OpenComposedAsync(CoreWebView2Environment environment, CoreWebView2ControllerOptions? options = null) =>
        new(environment, await (options is null ? environment.CreateCoreWebView2CompositionControllerAsync(NoWindow) : environment.CreateCoreWebView2CompositionControllerAsync(NoWindow, options)));

    /// <summary>Opens one more view on the same thread. It is closed with this one.</summary>
    public async Task<TestView> OpenAnotherAsync(CoreWebView2ControllerOptions? options = null)
    {
        TestView other = await OpenAsync(Environment, options);
        _others.Add(other);
        return other;
    }

    public void Close()
    {
        Controller.Close();
        _others.ForEach(other => other.Close());
    }

    /// <summary>Navigates, and waits for the completion of exactly that navigation.</summary>
    public Task<CoreWebView2NavigationCompletedEventArgs> NavigateAsync(string uri) => CompletionOfAsync(() => Web.Navigate(uri));

    /// <inheritdoc cref="NavigateAsync"/>
    public Task<CoreWebView2NavigationCompletedEventArgs> ShowAsync(string html) => CompletionOfAsync(() => Web.NavigateToString(html));

    /// <summary>Waits for the completion of the navigation that <paramref name="begin"/> begins.</summary>
    public async Task<CoreWebView2NavigationCompletedEventArgs> CompletionOfAsync(Action begin)
    {
        Log.Skip(nameof(Web.NavigationStarting));
        Log.Skip(nameof(Web.NavigationCompleted));
        begin();
        ulong id = (await Log.NextAsync<CoreWebView2NavigationStartingEventArgs>(nameof(Web.NavigationStarting))).NavigationId;
        return await Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(Web.NavigationCompleted), args => args.NavigationId == id);
    }

    /// <summary>Runs script and reads its result, which must be JSON.</summary>
    public async Task<JsonElement> EvaluateAsync(string javaScript)
    {
        using JsonDocument document = JsonDocument.Parse(await Web.ExecuteScriptAsync(javaScript));
        return document.RootElement.Clone();
    }

    /// <summary>Whatever the page and the browser have said before this call is in <see cref="Log"/> when it completes: they speak in order.</summary>
    public Task SettleAsync() => Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"1"}""");

    /// <summary>Waits until the view is closed by something else than the app.</summary>
    /// <returns>What its members say.</returns>
    public async Task<InvalidOperationException> ClosedAsync()
    {
        while (true)
        {
            try
            {
                _ = Controller.Bounds;
                await Web.ExecuteScriptAsync("1");
            }
            catch (InvalidOperationException closed)
            {
                return closed;
            }
            catch (SessionClosedException)
            {
                // It was asked a moment before.
            }
        }
    }

    /// <summary>Clicks into the page as its user would, once there is something to click on.</summary>
    public async Task ClickAsync(int x, int y)
    {
        await Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate", """{"expression":"new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))","awaitPromise":true}""");
        foreach (string type in new[] { "mousePressed", "mouseReleased" })
        {
            await Web.CallDevToolsProtocolMethodAsync(
                "Input.dispatchMouseEvent", $$"""{"type":"{{type}}","x":{{x}},"y":{{y}},"button":"left","clickCount":1}""");
        }
    }

    /// <summary>The next message of the page, as JSON.</summary>
    public async Task<string> NextMessageAsync() =>
        (await Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>(nameof(Web.WebMessageReceived))).WebMessageAsJson;

    /// <summary>As many messages as are asked for, in the order they came.</summary>
    public async Task<List<string>> NextMessagesAsync(int count)
    {
        List<string> messages = [];
        while (messages.Count < count)
        {
            messages.Add(await NextMessageAsync());
        }

        return messages;
    }
}
