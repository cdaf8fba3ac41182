using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Benchmarks.Pages;

/// <summary>What an app sees: everything on the thread with the message pump.</summary>
internal sealed class OrielPage : IPage
{
    private readonly OrielHost _host;
    private readonly CoreWebView2 _view;
    private readonly MessageCount _messages = new();
    private bool _prepared;

    private OrielPage(OrielHost host, CoreWebView2 view)
    {
        _host = host;
        _view = view;
    }

    public int BrowserProcessId => _host.BrowserProcessId;

    public static async Task<OrielPage> LaunchAsync(string folder)
    {
        OrielHost host = await OrielHost.CreateAsync(folder);
        return new OrielPage(host, await host.OpenViewAsync());
    }

    public Task<string> EvaluateAsync(string expression) => _view.ExecuteScriptAsync(expression);

    public async Task ReceiveMessagesAsync(int count)
    {
        await PrepareAsync();
        Task all = _messages.Expect(count);
        await _view.ExecuteScriptAsync($"send({count})");
        await all;
    }

    public async Task SendMessagesAsync(int count)
    {
        await PrepareAsync();
        await _view.ExecuteScriptAsync($"expect({count})");
        Task done = _messages.Expect(1);
        for (int i = 0; i < count; i++)
        {
            _view.PostWebMessageAsString(Payload.Message);
        }

        await done;
    }

    public async Task NavigateAsync(string url)
    {
        TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _view.NavigationCompleted += (_, _) => completed.TrySetResult();
        _view.Navigate(url);
        await completed.Task;
    }

    public Task InterceptAsync()
    {
        _view.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.All, CoreWebView2WebResourceRequestSourceKinds.Document);
        _view.WebResourceRequested += static (_, _) => { };
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _host.CloseBrowserAsync();

    private async Task PrepareAsync()
    {
        if (!_prepared)
        {
            _prepared = true;
            _view.WebMessageReceived += (_, args) => _messages.OnMessage(args.TryGetWebMessageAsString());
            await _view.ExecuteScriptAsync(Payload.Script("message => chrome.webview.postMessage(message)"));
            await _view.ExecuteScriptAsync("chrome.webview.addEventListener('message', event => receive(event.data))");
        }
    }
}
