using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit.Hosts;

/// <summary>An environment in a host app.</summary>
/// <param name="App">The host app.</param>
/// <param name="Name">What the test calls it.</param>
/// <param name="Folder">Its user data folder, as the API shows it.</param>
/// <param name="BrowserVersion">The version of the browser it will use.</param>
public sealed record HostEnvironment(HostApp App, string Name, string Folder, string BrowserVersion)
{
    /// <summary>Creates a view, without a window unless the options say otherwise.</summary>
    /// <param name="options">parent, profile, inPrivate, as far as the test wants them.</param>
    /// <param name="name">What the test calls it.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<HostView> CreateViewAsync(JsonObject? options = null, string name = "view", CancellationToken cancellation = default)
    {
        JsonObject arguments = options is null ? [] : options.DeepClone().AsObject();
        arguments["environment"] = Name;
        arguments["view"] = name;
        JsonNode result = (await App.CallAsync("view.create", arguments, cancellation))!;
        return new HostView(App, name, result["browser"]!.GetValue<int>());
    }

    /// <summary>Creates a view that Oriel.Recovery looks after; ControllerReplaced, Recovered, GaveUp and BrowserExitRequested are told from then on.</summary>
    /// <param name="name">What the test calls it.</param>
    /// <param name="refusal">Why it is not closed when another app asks; null to agree.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<HostView> CreateKeptViewAsync(string name = "view", string? refusal = null, CancellationToken cancellation = default)
    {
        HostView view = await CreateViewAsync(name: name, cancellation: cancellation);
        await App.CallAsync("recovery.attach", new JsonObject { ["view"] = name, ["environment"] = Name, ["refusal"] = refusal }, cancellation);
        return view;
    }

    /// <summary>Has the browser end for a purpose: clear, move, restart (with a language) or forget.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="arguments">language, and timeout in milliseconds, as far as the test wants them.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The version of the browser the environment has then.</returns>
    public async Task<string> EndBrowserAsync(string purpose, JsonObject? arguments = null, CancellationToken cancellation = default)
    {
        JsonObject all = arguments is null ? [] : arguments.DeepClone().AsObject();
        all["environment"] = Name;
        return (await App.CallAsync("recovery." + purpose, all, cancellation))!.GetValue<string>();
    }

    /// <summary>The processes as the API tells them: PID and kind.</summary>
    public async Task<IReadOnlyDictionary<int, string>> GetProcessesAsync(CancellationToken cancellation = default)
    {
        JsonArray processes = (await App.CallAsync("environment.processes", new JsonObject { ["environment"] = Name }, cancellation))!.AsArray();
        return processes.ToDictionary(process => process!["pid"]!.GetValue<int>(), process => process!["kind"]!.GetValue<string>());
    }

    /// <summary>The frames in the processes as the API tells them, in the order of their ids.</summary>
    public async Task<IReadOnlyList<HostFrame>> GetFramesAsync(CancellationToken cancellation = default)
    {
        JsonArray frames = (await App.CallAsync("environment.frames", new JsonObject { ["environment"] = Name }, cancellation))!.AsArray();
        return
        [
            .. frames.Select(static frame => new HostFrame(
                frame!["pid"]!.GetValue<int>(), frame["id"]!.GetValue<uint>(), frame["source"]!.GetValue<string>(), frame["parent"]?.GetValue<uint>())).OrderBy(static frame => frame.Id),
        ];
    }

    /// <summary>Has an event told from now on; <see cref="HostApp.NextEventAsync"/> waits for it.</summary>
    public Task ListenAsync(string eventName, CancellationToken cancellation = default) =>
        App.CallAsync("environment.listen", new JsonObject { ["environment"] = Name, ["event"] = eventName }, cancellation);
}
