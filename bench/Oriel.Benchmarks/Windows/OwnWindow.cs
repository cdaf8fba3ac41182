using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.RawPipe;
using Oriel.TestKit.Displays;

namespace Oriel.Benchmarks.Windows;

/// <summary>The same Chromium in a top-level window of its own, without tabs and address bar, driven by the raw pipe.</summary>
internal sealed class OwnWindow : IInputWindow, IAsyncDisposable
{
    private readonly PipedChild _browser;
    private readonly RawClient _client;
    private readonly DisplayClient _screen;
    private TaskCompletionSource<string> _next = new();
    private uint _window;

    private OwnWindow(PipedChild browser, DisplayClient screen)
    {
        _browser = browser;
        _client = new RawClient(browser, Reading.Thread);
        _screen = screen;
    }

    public (int X, int Y) Corner => _screen.PlaceOf(_window);

    public static async Task<OwnWindow> OpenAsync(string folder, DisplayClient screen, Uri site)
    {
        uint[] before = [.. screen.WindowList()];
        string[] program =
        [
            ChromiumFlags.Executable, "--remote-debugging-pipe", $"--user-data-dir={folder}", "--ozone-platform=x11", $"--app={site}", "--test-type", "--window-position=640,100", "--window-size=400,300",
            .. ChromiumFlags.LikeOriel.Except(ChromiumFlags.Display).Where(static flag => flag != "--no-startup-window"), .. ChromiumFlags.Additional,
        ];
        OwnWindow own = new(PipedChild.Start(program), screen);
        await screen.UntilAsync(() => screen.WindowList().Count == before.Length + 1, "the browser's window is there");
        own._window = screen.WindowList().Single(window => !before.Contains(window));
        JsonElement targets = await own._client.SendAsync("Target.getTargets");
        string target = targets.GetProperty("targetInfos").EnumerateArray().First(static info => info.GetProperty("type").GetString() == "page").GetProperty("targetId").GetString()!;
        JsonElement attached = await own._client.SendAsync("Target.attachToTarget", null, ("targetId", target), ("flatten", true));
        string session = attached.GetProperty("sessionId").GetString()!;
        own._client.On("Runtime.bindingCalled", call => own._next.TrySetResult(call.GetProperty("payload").GetString()!));
        await own._client.SendAsync("Runtime.enable", session);
        await own._client.SendAsync("Runtime.addBinding", session, ("name", "toHost"));
        return own;
    }

    public void Resize(int width, int height) => _screen.Resize(_window, width, height);

    public Task<string> NextMessageAsync()
    {
        _next = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.SendAsync("Browser.close");
        await _client.Ended;
        await _browser.WaitForExitAsync();
        _client.Dispose();
    }
}
