using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit.Hosts;

/// <summary>A view in a host app.</summary>
/// <param name="App">The host app.</param>
/// <param name="Name">What the test calls it.</param>
/// <param name="BrowserProcessId">The browser's PID when the view was made.</param>
public sealed record HostView(HostApp App, string Name, int BrowserProcessId)
{
    /// <summary>Navigates, and waits for that navigation to complete.</summary>
    /// <returns>id, success, error (a CoreWebView2WebErrorStatus by name) and status.</returns>
    public async Task<JsonObject> OpenAsync(string url, CancellationToken cancellation = default) =>
        (await CallAsync("open", new JsonObject { ["url"] = url }, cancellation))!.AsObject();

    /// <summary>Runs script.</summary>
    /// <returns>The JSON text that ExecuteScriptAsync returned.</returns>
    public async Task<string> RunScriptAsync(string code, CancellationToken cancellation = default) =>
        (await CallAsync("script", new JsonObject { ["code"] = code }, cancellation))!.GetValue<string>();

    /// <summary>Has an event told from now on; <see cref="HostApp.NextEventAsync"/> waits for it.</summary>
    public Task ListenAsync(string eventName, CancellationToken cancellation = default) =>
        CallAsync("listen", new JsonObject { ["event"] = eventName }, cancellation);

    /// <summary>Closes the view.</summary>
    public Task CloseAsync(CancellationToken cancellation = default) => CallAsync("close", null, cancellation);

    /// <summary>Gives any of the view's commands (see test/Oriel.TestHost/ViewCommands.cs).</summary>
    public Task<JsonNode?> CallAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default)
    {
        JsonObject all = arguments is null ? [] : arguments.DeepClone().AsObject();
        all["view"] = Name;
        return App.CallAsync("view." + command, all, cancellation);
    }
}
