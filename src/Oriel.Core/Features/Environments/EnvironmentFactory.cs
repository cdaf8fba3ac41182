using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Environments;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;

namespace Oriel.Core.Features.Environments;

/// <summary>Creates environments. Finding a browser may mean asking one for its version, so it is done away from the UI thread.</summary>
internal static class EnvironmentFactory
{
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<CoreWebView2Environment> CreateAsync(string? browserExecutableFolder, string? userDataFolder, CoreWebView2EnvironmentOptions? options)
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("CoreWebView2Environment.CreateAsync");

        // A copy, taken before anything is awaited: the app may go on changing its options.
        EnvironmentOptions snapshot = OptionsSnapshot.Of(options);
        EnvironmentSettings settings = await dispatcher.Marshal(
            Task.Run(() => EnvironmentChoices.Decide(browserExecutableFolder, userDataFolder, snapshot)));
        foreach (IgnoredArgument ignored in settings.IgnoredArguments)
        {
            OrielLog.ArgumentIgnored(ignored.Argument, ignored.Reason);
        }

        return new CoreWebView2Environment(new BrowserGroup(settings, dispatcher));
    }
}
