using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Recovery;
using Oriel.Testing;
using Oriel.Threading;

// A page that outlives its renderer and its browser. The faults are made here, so that there is something to see; it needs no display.
DirectoryInfo data = Directory.CreateTempSubdirectory("recovery-sample-");
try
{
    MessagePump.Run(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(userDataFolder: data.FullName);
        CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(new IntPtr(-3));

        // All an app has to do: attach before the first navigation, and give a new controller the handlers that the first one had.
        using ViewRecovery recovery = ViewRecovery.Attach(controller);
        SetUp(controller);
        recovery.ControllerReplaced += (_, e) => SetUp(e.Controller);
        recovery.RecoveryStarting += (_, e) => Console.WriteLine($"Comes back, attempt {e.Attempt}: {e.Cause}.");
        recovery.GaveUp += (_, e) => Console.WriteLine($"Gave up after {e.Attempts} attempts: {e.Exception?.Message}");

        await ShowAsync(recovery);
        await FailAsync(recovery, "The renderer crashes.", () => FaultInjection.Of(environment).CrashAsync(recovery.WebView));
        await FailAsync(recovery, "The browser is killed.", () => FaultInjection.Of(environment).KillAsync(ProcessRole.Browser));

        recovery.Controller.Close();
        await EnvironmentRecovery.WaitForBrowserExitAsync(data.FullName);
    });
}
finally
{
    data.Delete(recursive: true);
}

static void SetUp(CoreWebView2Controller controller) =>
    controller.CoreWebView2.ProcessFailed += (_, e) => Console.WriteLine($"{e.ProcessFailedKind}, {e.Reason}, exit code {e.ExitCode}.");

static async Task ShowAsync(ViewRecovery recovery)
{
    TaskCompletionSource shown = new();
    recovery.WebView.NavigationCompleted += (_, _) => shown.TrySetResult();
    recovery.WebView.NavigateToString("<title>The page</title><h1>Still here</h1>");
    await shown.Task;
    Console.WriteLine($"Shows '{recovery.WebView.DocumentTitle}'.");
}

static async Task FailAsync(ViewRecovery recovery, string what, Func<Task<int>> fail)
{
    TaskCompletionSource recovered = new();
    void OnRecovered(object? sender, RecoveredEventArgs e) => recovered.TrySetResult();
    recovery.Recovered += OnRecovered;
    Console.WriteLine(what);
    await fail();
    await recovered.Task;
    recovery.Recovered -= OnRecovered;
    Console.WriteLine($"Shows '{recovery.WebView.DocumentTitle}' again.");
}
