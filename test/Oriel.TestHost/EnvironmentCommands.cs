using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Diagnostics;

namespace Oriel.TestHost;

/// <summary>What a test can do with environments. Each has a name of the test's choosing.</summary>
internal sealed class EnvironmentCommands(Wire wire)
{
    private readonly Dictionary<string, CoreWebView2Environment> _environments = [];

    public CoreWebView2Environment this[string name]
    {
        get => _environments[name];
        set => _environments[name] = value;
    }

    public void AddTo(Dictionary<string, Func<Command, Task<JsonNode?>>> commands)
    {
        commands.Add("environment.create", CreateAsync);
        commands.Add("environment.processes", Processes);
        commands.Add("environment.frames", FramesAsync);
        commands.Add("environment.map", MapAsync);
        commands.Add("environment.listen", Listen);
    }

    private async Task<JsonNode?> CreateAsync(Command command)
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(
            command.OptionalText("browserFolder"), command.OptionalText("folder"), Options(command));
        _environments[command.Text("environment")] = environment;
        return new JsonObject { ["folder"] = environment.UserDataFolder, ["browserVersion"] = environment.BrowserVersionString };
    }

    /// <summary>Null, as the app would pass, unless the test names an option.</summary>
    private static CoreWebView2EnvironmentOptions? Options(Command command)
    {
        string? arguments = command.OptionalText("arguments");
        string? language = command.OptionalText("language");
        bool exclusive = command.Flag("exclusive");
        return arguments is null && language is null && !exclusive
            ? null
            : new CoreWebView2EnvironmentOptions(arguments, language) { ExclusiveUserDataFolderAccess = exclusive };
    }

    private Task<JsonNode?> Processes(Command command) => Task.FromResult<JsonNode?>(new JsonArray(
        [.. this[command.Text("environment")].GetProcessInfos().Select(process => new JsonObject { ["pid"] = process.ProcessId, ["kind"] = process.Kind.ToString() })]));

    private async Task<JsonNode?> FramesAsync(Command command) => new JsonArray(
    [
        .. from process in await this[command.Text("environment")].GetProcessExtendedInfosAsync()
           from frame in process.AssociatedFrameInfos
           select new JsonObject { ["pid"] = process.ProcessInfo.ProcessId, ["id"] = frame.FrameId, ["source"] = frame.Source, ["parent"] = frame.ParentFrameInfo?.FrameId },
    ]);

    /// <summary>The addresses of the frames of all hosts' views, by process.</summary>
    private async Task<JsonNode?> MapAsync(Command command)
    {
        ProcessMap map = await ProcessMap.GetAsync(this[command.Text("environment")]);
        return map.AreFramesKnown
            ? new JsonArray([.. map.Processes.SelectMany(process => process.Frames.Select(frame => new JsonObject { ["pid"] = process.ProcessId, ["uri"] = frame.Uri, ["isMain"] = frame.IsMainFrame }))])
            : throw new InvalidOperationException("A renderer does not answer.");
    }

    private Task<JsonNode?> Listen(Command command)
    {
        string name = command.Text("environment");
        CoreWebView2Environment environment = this[name];
        switch (command.Text("event"))
        {
            case "BrowserProcessExited":
                environment.BrowserProcessExited += (_, e) => wire.Event(
                    "BrowserProcessExited", name, new JsonObject { ["pid"] = e.BrowserProcessId, ["kind"] = e.BrowserProcessExitKind.ToString() });
                break;
            case "NewBrowserVersionAvailable":
                environment.NewBrowserVersionAvailable += (_, _) => wire.Event(
                    "NewBrowserVersionAvailable", name, new JsonObject { ["version"] = CoreWebView2Environment.GetAvailableBrowserVersionString() });
                break;
            case "ProcessInfosChanged":
                environment.ProcessInfosChanged += (_, _) => wire.Event("ProcessInfosChanged", name, []);
                break;
            default:
                throw new ArgumentException($"The test host cannot listen for '{command.Text("event")}' of an environment yet.");
        }

        return Task.FromResult<JsonNode?>(null);
    }
}
