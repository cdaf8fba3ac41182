using System;
using System.Collections.Generic;
using System.Drawing;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.TestHost;

/// <summary>What a test can do with views. Each has a name of the test's choosing.</summary>
internal sealed class ViewCommands(EnvironmentCommands environments, Wire wire)
{
    /// <summary>HWND_MESSAGE: a view without a window.</summary>
    private const int NoWindow = -3;

    private readonly Dictionary<string, CoreWebView2Controller> _controllers = [];

    public CoreWebView2Controller this[string name]
    {
        get => _controllers[name];
        set => _controllers[name] = value;
    }

    public void AddTo(Dictionary<string, Func<Command, Task<JsonNode?>>> commands)
    {
        commands.Add("view.create", CreateAsync);
        commands.Add("view.close", Does(command => Controller(command).Close()));
        commands.Add("view.forget", Does(command => _controllers.Remove(command.Text("view"))));
        commands.Add("view.resize", Does(command => Controller(command).Bounds = new Rectangle(command.Number("x", 0), command.Number("y", 0), command.Number("width", 0), command.Number("height", 0))));
        commands.Add("view.move", Does(command => Controller(command).ParentWindow = command.Number("parent", NoWindow)));
        commands.Add("view.devTools", Does(command => View(command).OpenDevToolsWindow()));
        commands.Add("view.show", Does(command => Controller(command).IsVisible = command.Flag("visible")));
        commands.Add("view.open", OpenAsync);
        commands.Add("view.navigate", Does(command => View(command).Navigate(command.Text("url"))));
        commands.Add("view.navigateToString", Does(command => View(command).NavigateToString(command.Text("html"))));
        commands.Add("view.script", async command => await View(command).ExecuteScriptAsync(command.Text("code")));
        commands.Add("view.addScript", async command => await View(command).AddScriptToExecuteOnDocumentCreatedAsync(command.Text("code")));
        commands.Add("view.postJson", Does(command => View(command).PostWebMessageAsJson(command.Json("message"))));
        commands.Add("view.protocol", async command => await View(command).CallDevToolsProtocolMethodAsync(command.Text("method"), command.Json("parameters")));
        commands.Add("view.capture", CaptureAsync);
        commands.Add("view.source", command => Task.FromResult<JsonNode?>(View(command).Source));
        commands.Add("view.browser", command => Task.FromResult<JsonNode?>(View(command).BrowserProcessId));
        commands.Add("view.frame", command => Task.FromResult<JsonNode?>(View(command).FrameId));
        commands.Add("view.listen", Does(command => ViewEvents.Listen(View(command), command.Text("view"), command.Text("event"), wire)));
    }

    private CoreWebView2Controller Controller(Command command) => _controllers[command.Text("view")];

    private CoreWebView2 View(Command command) => Controller(command).CoreWebView2;

    private async Task<JsonNode?> CreateAsync(Command command)
    {
        CoreWebView2Environment environment = environments[command.Text("environment")];
        IntPtr parent = command.Number("parent", NoWindow);
        string? profile = command.OptionalText("profile");
        bool inPrivate = command.Flag("inPrivate");
        CoreWebView2Controller controller;
        if (profile is null && !inPrivate)
        {
            controller = await environment.CreateCoreWebView2ControllerAsync(parent);
        }
        else
        {
            CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();
            options.ProfileName = profile ?? "";
            options.IsInPrivateModeEnabled = inPrivate;
            controller = await environment.CreateCoreWebView2ControllerAsync(parent, options);
        }

        _controllers[command.Text("view")] = controller;
        return new JsonObject { ["browser"] = controller.CoreWebView2.BrowserProcessId };
    }

    /// <summary>Navigates and waits for the end of that navigation, not of one that was under way.</summary>
    private async Task<JsonNode?> OpenAsync(Command command)
    {
        CoreWebView2 view = View(command);
        TaskCompletionSource<CoreWebView2NavigationCompletedEventArgs> completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ulong? navigation = null;
        void OnStarting(object? sender, CoreWebView2NavigationStartingEventArgs e) => navigation ??= e.NavigationId;
        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            if (e.NavigationId == navigation)
            {
                completed.TrySetResult(e);
            }
        }

        view.NavigationStarting += OnStarting;
        view.NavigationCompleted += OnCompleted;
        try
        {
            view.Navigate(command.Text("url"));
            return ViewEvents.Describe(await completed.Task);
        }
        finally
        {
            view.NavigationStarting -= OnStarting;
            view.NavigationCompleted -= OnCompleted;
        }
    }

    private async Task<JsonNode?> CaptureAsync(Command command)
    {
        await using FileStream file = File.Create(command.Text("file"));
        await View(command).CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, file);
        return null;
    }

    private static Func<Command, Task<JsonNode?>> Does(Action<Command> action) => command =>
    {
        action(command);
        return Task.FromResult<JsonNode?>(null);
    };
}
