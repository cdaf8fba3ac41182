using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Site;

namespace Oriel.Chaos.World;

/// <summary>One view of one life: the one that takes its place when its browser has ended has another name, so that what is told of either can be told apart.</summary>
internal sealed class ChaosView(HostView view, ChaosFolder folder, TestSite site)
{
    private const int MostAttempts = 3;

    internal const string Echo = "<script>chrome.webview.addEventListener('message', e => chrome.webview.postMessage(e.data))</script>";

    private readonly ConcurrentDictionary<int, TaskCompletionSource> _echoes = new();
    private int _pages;
    private int _messages;

    internal string Name => view.Name;

    internal ChaosFolder Folder => folder;

    /// <summary>Whether its last navigation has ended well.</summary>
    internal bool IsShown { get; private set; }

    internal int Browser => view.BrowserProcessId;

    /// <summary>Shows a page of one of two sites, with a frame of a third. Their addresses tell whose they are.</summary>
    /// <exception cref="InvalidOperationException">The page could not be shown.</exception>
    internal async Task OpenAsync(CancellationToken bound)
    {
        IsShown = false;
        JsonObject result = await TryOpenAsync(bound);
        for (int attempt = 1; attempt < MostAttempts && IsCancelled(result); attempt++)
        {
            // The network service that ended took the request along; an app would ask again, too.
            result = await TryOpenAsync(bound);
        }

        IsShown = result["success"]!.GetValue<bool>();
        if (!IsShown)
        {
            throw new InvalidOperationException($"{Name} could not show a page: {result.ToJsonString()}");
        }
    }

    /// <summary>Script answers, and a message comes back.</summary>
    internal async Task TalkAsync(CancellationToken bound)
    {
        int number = Interlocked.Increment(ref _messages);
        string script = string.Create(CultureInfo.InvariantCulture, $"{number} + 1");
        string sum = await view.RunScriptAsync(script, bound);
        if (sum != (number + 1).ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException($"{Name} answered {script} with {sum}.");
        }

        TaskCompletionSource echo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _echoes[number] = echo;
        await view.CallAsync("postJson", new JsonObject { ["message"] = number }, bound);
        await echo.Task.WaitAsync(bound);
    }

    internal void OnMessage(int number)
    {
        if (_echoes.TryRemove(number, out TaskCompletionSource? echo))
        {
            echo.TrySetResult();
        }
    }

    private static bool IsCancelled(JsonObject result) => result["error"]!.GetValue<string>() == "OperationCanceled";

    private Task<JsonObject> TryOpenAsync(CancellationToken bound)
    {
        int page = Interlocked.Increment(ref _pages);
        return view.OpenAsync(site.Url($"/page?view={Name}&{page.ToString(CultureInfo.InvariantCulture)}", page % 2 == 0 ? "even.localhost" : "odd.localhost"), bound);
    }

    /// <summary>Its host keeps nothing of it.</summary>
    internal Task ForgetAsync(CancellationToken bound) => view.CallAsync("forget", null, bound);
}
