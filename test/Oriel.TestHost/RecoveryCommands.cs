using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Recovery;

namespace Oriel.TestHost;

/// <summary>What a test can do with Oriel.Recovery: views come back under their names, and so do environments.</summary>
internal sealed class RecoveryCommands(EnvironmentCommands environments, ViewCommands views, Wire wire)
{
    public void AddTo(Dictionary<string, Func<Command, Task<JsonNode?>>> commands)
    {
        commands.Add("recovery.attach", Attach);
        commands.Add("recovery.clear", command => RunAsync(command, static (recovery, _, timeout) => recovery.ClearUserDataFolderAsync(timeout: timeout)));
        commands.Add("recovery.move", command => RunAsync(command, static (recovery, _, timeout) => recovery.MoveToNewVersionAsync(timeout)));
        commands.Add("recovery.restart", command => RunAsync(command, static (recovery, language, timeout) => recovery.RestartWithAsync(new CoreWebView2EnvironmentOptions(language: language), timeout)));
        commands.Add("recovery.forget", command => RunAsync(command, static (recovery, _, timeout) => recovery.ClearAuthCacheAsync(timeout)));
    }

    private Task<JsonNode?> Attach(Command command)
    {
        string name = command.Text("view");
        string? refusal = command.OptionalText("refusal");
        ViewRecovery recovery = ViewRecovery.Attach(views[name]);
        EnvironmentRecovery environment = EnvironmentRecovery.Of(recovery.WebView.Environment);
        string environmentName = command.Text("environment");
        environment.EnvironmentReplaced += (_, e) => environments[environmentName] = e.Environment;
        recovery.ControllerReplaced += (_, e) =>
        {
            views[name] = e.Controller;
            wire.Event("ControllerReplaced", name, new JsonObject { ["browser"] = e.Controller.CoreWebView2.BrowserProcessId, ["browserVersion"] = e.Environment.BrowserVersionString });
        };
        recovery.Recovered += (_, e) => wire.Event("Recovered", name, new JsonObject { ["cause"] = e.Cause.ToString(), ["loaded"] = e.IsPageLoaded });
        recovery.GaveUp += (_, e) => wire.Event("GaveUp", name, new JsonObject { ["cause"] = e.Cause.ToString(), ["message"] = e.Exception?.Message });
        recovery.BrowserExitRequested += (_, e) =>
        {
            wire.Event("BrowserExitRequested", name, new JsonObject { ["purpose"] = e.Purpose.ToString(), ["host"] = e.HostName, ["pid"] = e.HostProcessId });
            e.Cancel = refusal is not null;
            e.Reason = refusal;
        };
        return Task.FromResult<JsonNode?>(null);
    }

    private async Task<JsonNode?> RunAsync(Command command, Func<EnvironmentRecovery, string?, TimeSpan?, Task> run)
    {
        int timeout = command.Number("timeout", 0);
        await run(EnvironmentRecovery.Of(environments[command.Text("environment")]), command.OptionalText("language"), timeout == 0 ? null : TimeSpan.FromMilliseconds(timeout));
        return environments[command.Text("environment")].BrowserVersionString;
    }
}
