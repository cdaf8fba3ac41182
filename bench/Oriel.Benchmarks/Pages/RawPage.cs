using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Oriel.Benchmarks.RawPipe;

namespace Oriel.Benchmarks.Pages;

/// <summary>The yardstick's page.</summary>
internal sealed class RawPage : IPage
{
    private readonly PipedChild _browser;
    private readonly MessageCount _messages = new();
    private string _session = "";
    private bool _prepared;

    private RawPage(PipedChild browser, Reading reading)
    {
        _browser = browser;
        Client = new RawClient(browser, reading);
    }

    public RawClient Client { get; }

    /// <summary>The system's start script makes way for the browser, so this is the browser itself.</summary>
    public int BrowserProcessId => _browser.Pid;

    public static async Task<RawPage> LaunchAsync(string folder, Reading reading = Reading.Thread)
    {
        List<string> program =
            [ChromiumFlags.Executable, "--remote-debugging-pipe", $"--user-data-dir={folder}", .. ChromiumFlags.LikeOriel, .. ChromiumFlags.Additional];
        RawPage page = new(PipedChild.Start(program, oneSocket: reading == Reading.AsyncSocket), reading);
        page._session = await page.OpenTargetAsync();
        return page;
    }

    /// <summary>What an app gets its navigation events from, and nothing else: documents are paused and let go on, and the network's events come and are not looked at.</summary>
    public static async Task<RawPage> LaunchWatchedAsync(string folder)
    {
        RawPage page = await LaunchAsync(folder);
        using JsonDocument documents = JsonDocument.Parse("""[{"resourceType":"Document","requestStage":"Request"}]""");
        page.Client.On("Fetch.requestPaused", paused => _ = page.Client.SendAsync("Fetch.continueRequest", null, ("requestId", paused.GetProperty("requestId").GetString()!)));
        await page.Client.SendAsync("Fetch.enable", null, ("patterns", documents.RootElement), ("handleAuthRequests", true));
        await page.Client.SendAsync("Network.enable", page._session, ("maxTotalBufferSize", 0), ("maxResourceBufferSize", 0));
        return page;
    }

    /// <summary>Opens one more page, navigated to about:blank.</summary>
    /// <returns>Its session.</returns>
    public async Task<string> OpenTargetAsync()
    {
        JsonElement target = await Client.SendAsync("Target.createTarget", null, ("url", ""));
        JsonElement attached =
            await Client.SendAsync("Target.attachToTarget", null, ("targetId", target.GetProperty("targetId").GetString()!), ("flatten", true));
        string session = attached.GetProperty("sessionId").GetString()!;
        TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Client.On("Page.loadEventFired", _ => loaded.TrySetResult());

        // Not together with Page.navigate: the browser process could navigate before the renderer has heard that events are wanted.
        await Task.WhenAll(Client.SendAsync("Page.enable", session), Client.SendAsync("Runtime.enable", session));
        await Client.SendAsync("Page.navigate", session, ("url", "about:blank"));
        await loaded.Task;
        return session;
    }

    public async Task<string> EvaluateAsync(string expression)
    {
        JsonElement answer = await Client.SendAsync("Runtime.evaluate", _session, ("expression", expression), ("returnByValue", true));
        return answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value.GetRawText() : "null";
    }

    public async Task ReceiveMessagesAsync(int count)
    {
        await PrepareAsync();
        Task all = _messages.Expect(count);
        await EvaluateAsync($"send({count})");
        await all;
    }

    public async Task SendMessagesAsync(int count)
    {
        await PrepareAsync();
        await EvaluateAsync($"expect({count})");
        Task done = _messages.Expect(1);
        string expression = $"receive('{Payload.Message}')";
        Task[] sent = [.. Enumerable.Range(0, count).Select(_ => Client.SendAsync("Runtime.evaluate", _session, ("expression", expression)))];
        await Task.WhenAll(sent);
        await done;
    }

    public async Task NavigateAsync(string url)
    {
        TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Client.On("Page.loadEventFired", _ => loaded.TrySetResult());
        await Client.SendAsync("Page.navigate", _session, ("url", url));
        await loaded.Task;
    }

    public Task InterceptAsync() => throw new NotSupportedException("The yardstick is a page whose requests nobody sees.");

    public async ValueTask DisposeAsync()
    {
        await Client.SendAsync("Browser.close");
        await Client.Ended;
        await _browser.WaitForExitAsync();
        Client.Dispose();
    }

    private async Task PrepareAsync()
    {
        if (!_prepared)
        {
            _prepared = true;
            Client.On("Runtime.bindingCalled", call => _messages.OnMessage(call.GetProperty("payload").GetString()));
            await Client.SendAsync("Runtime.addBinding", _session, ("name", "toHost"));
            await EvaluateAsync(Payload.Script("globalThis.toHost"));
        }
    }
}
