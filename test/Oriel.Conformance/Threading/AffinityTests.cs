using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Core;
using Oriel.Core.Features.Focus;
using Oriel.Core.Features.Keys;
using Oriel.Diagnostics;
using Oriel.Hosting.Keys;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Threading;

/// <summary>Every member of everything that belongs to a thread, called from another one. Copies belong to none: iterators over headers, what is known of frames and processes, results of script.</summary>
public sealed class AffinityTests(BrowserFixture browser) : BrowserTests(browser)
{
    /// <summary>Members that any thread may use, and why.</summary>
    private static readonly Dictionary<string, string> s_exempt = new()
    {
        ["CoreWebView2CookieManager.GetCookiesAsync"] = "documented: it succeeds, and the cookies it returns are the view's thread's",
        ["CoreWebView2WebResourceRequest.Content"] = "documented: its stream is read in the background",
        ["CoreWebView2Environment.CreateCoreWebView2ControllerAsync"] = "each UI thread creates its own views from one environment",
        ["CoreWebView2Environment.CreateCoreWebView2CompositionControllerAsync"] = "each UI thread creates its own views from one environment",
        ["CoreWebView2Environment.CreateCoreWebView2PointerInfo"] = "makes plain data",
        ["CoreWebView2Environment.CreateCoreWebView2ControllerOptions"] = "makes plain data for that",
        ["CoreWebView2Environment.CreateWebResourceRequest"] = "makes an object that belongs to whoever calls",
        ["CoreWebView2Environment.CreateWebResourceResponse"] = "makes an object that belongs to whoever calls",
    };

    /// <summary>Types whose objects any thread may use, and why.</summary>
    private static readonly Dictionary<string, string> s_ofNoThread = new()
    {
        [nameof(CoreWebView2ControllerOptions)] = "plain data of the app's, read when a controller is created",
        [nameof(CoreWebView2EnvironmentOptions)] = "plain data of the app's, read when an environment is created",
        [nameof(CoreWebView2PointerInfo)] = "plain data of the app's, read when it is sent",
        [nameof(CoreWebView2CustomSchemeRegistration)] = "plain data of the app's",
        [nameof(CoreWebView2CrashReport)] = "a copy of what a dump says",
        [nameof(CoreWebView2ExecuteScriptResult)] = "a copy of what a script returned",
        [nameof(CoreWebView2ScriptException)] = "a copy of what a script threw",
        [nameof(CoreWebView2FrameInfo)] = "a copy of what was known of a frame",
        [nameof(CoreWebView2ProcessInfo)] = "a copy of what was known of a process",
        [nameof(CoreWebView2ProcessExtendedInfo)] = "a copy of what was known of a process",
        [nameof(CoreWebView2WindowFeatures)] = "a copy of what a page asked for",
        [nameof(CoreWebView2HttpHeadersCollectionIterator)] = "goes through a copy",
        [nameof(CoreWebView2InitializationCompletedEventArgs)] = "made by a control",
        ["HostObjectHelper"] = "never made: what it does belongs to COM",
    };

    [Fact]
    [Behaviour(75)]
    [Behaviour(79)]
    public Task Every_member_checks_its_thread() => RunAsync(async view =>
    {
        List<object> objects = await CollectAsync(view);
        int thread = Environment.CurrentManagedThreadId;
        List<string> unchecked_ = [];
        HashSet<string> exempt = [.. s_exempt.Keys];
        await Task.Run(() =>
        {
            foreach (object instance in objects)
            {
                foreach (MethodInfo method in instance.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
                {
                    string name = $"{instance.GetType().Name}.{MemberName(method)}";
                    exempt.Remove(name);
                    if (!s_exempt.ContainsKey(name) && !IsNotBuilt(method) && Call(instance, method) is not (NotImplementedException or PlatformNotSupportedException) and var failure
                        && !(failure is InvalidOperationException
                            && failure.Message.Contains($"{name} belongs to thread {thread}", StringComparison.Ordinal)
                            && failure.Message.Contains($"called on thread {Environment.CurrentManagedThreadId}", StringComparison.Ordinal)
                            && failure.Message.Contains("Post the call to the SynchronizationContext", StringComparison.Ordinal)))
                    {
                        unchecked_.Add($"{name}: {failure?.GetType().Name ?? "no exception"} {failure?.Message}");
                    }
                }
            }
        });
        Assert.True(unchecked_.Count == 0, string.Join('\n', unchecked_.Distinct()));

        // Nothing was passed over: neither an exemption that is none any more nor a type.
        Assert.Empty(exempt);
        string[] passedOver =
        [
            .. typeof(CoreWebView2).Assembly.GetExportedTypes()
                .Where(static type => type is { IsClass: true, IsAbstract: false } && type.Namespace == typeof(CoreWebView2).Namespace && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type))
                .Where(static type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Any(static method => !IsNotBuilt(method)))
                .Select(static type => type.Name)
                .Except(objects.Select(static instance => instance.GetType().Name))
                .Except(s_ofNoThread.Keys)
                .Order(StringComparer.Ordinal),
        ];
        Assert.True(passedOver.Length == 0, string.Join('\n', passedOver));
    });

    [Fact]
    [Behaviour(75)]
    public Task What_is_ours_beside_the_API_checks_it_too() => RunAsync(async view =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        await Task.Run(async () =>
        {
            Assert.Contains("RendererControl.Of belongs to thread", Assert.Throws<InvalidOperationException>(() => RendererControl.Of(view.Web)).Message, StringComparison.Ordinal);
            InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ProcessMap.GetAsync(environment));
            Assert.Contains("belongs to thread", refused.Message, StringComparison.Ordinal);
        });
    });

    /// <summary>One of each, as an app gets them.</summary>
    private async Task<List<object>> CollectAsync(TestView view)
    {
        CoreWebView2 web = view.Web;
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        List<object> objects = [environment, new CoreWebView2BrowserProcessExitedEventArgs(CoreWebView2BrowserProcessExitKind.Normal, 1), web, view.Controller, web.Settings, web.Profile, web.CookieManager, web.CookieManager.CreateCookie("n", "v", "a.localhost", "/"), web.GetDevToolsProtocolEventReceiver("Page.loadEventFired"), RendererControl.Of(web)];
        objects.Add(new CoreWebView2MoveFocusRequestedEventArgs(view.Controller.View, new FocusMove(CoreWebView2MoveFocusReason.Next)));
        objects.Add(new CoreWebView2AcceleratorKeyPressedEventArgs(view.Controller.View, new KeyEvent { Keycode = 38, Keysym = 'a', Held = KeyModifiers.Control, IsPress = true, WasDown = false, IsBrowserEnabled = true }));
        objects.Add(await view.Environment.CreateCoreWebView2CompositionControllerAsync(TestView.NoWindow));
        void Keep(object args) => objects.Add(args);
        web.NavigationStarting += (_, args) => objects.AddRange([args, args.RequestHeaders]);
        web.NavigationCompleted += (_, args) => Keep(args);
        web.ContentLoading += (_, args) => Keep(args);
        web.DOMContentLoaded += (_, args) => Keep(args);
        web.SourceChanged += (_, args) => Keep(args);
        web.WebMessageReceived += (_, args) => Keep(args);
        web.PermissionRequested += (_, args) => Keep(args);
        await web.Profile.SetPermissionStateAsync(CoreWebView2PermissionKind.Camera, "https://a.example", CoreWebView2PermissionState.Deny);
        objects.AddRange(await web.Profile.GetNonDefaultPermissionSettingsAsync());
        web.ScriptDialogOpening += (_, args) => objects.AddRange([args, args.GetDeferral()]);
        web.NewWindowRequested += (_, args) =>
        {
            args.Handled = true;
            Keep(args);
        };
        web.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.All);
        CoreWebView2WebResourceResponse response = view.Environment.CreateWebResourceResponse(null!, 200, "OK", "A: 1");
        web.WebResourceRequested += (_, args) => objects.AddRange([args, args.Request, args.Request.Headers, response, response.Headers]);
        web.WebResourceResponseReceived += (_, args) => objects.AddRange([args, args.Response]);
        web.GetDevToolsProtocolEventReceiver("Page.loadEventFired").DevToolsProtocolEventReceived += (_, args) => Keep(args);
        web.Settings.AreDefaultScriptDialogsEnabled = false;
        await view.NavigateAsync(Site.Html("/affinity", "affinity"));
        await web.ExecuteScriptAsync("chrome.webview.postMessage(1); open('about:blank'); Notification.requestPermission(); setTimeout(() => alert('open'), 0)");
        await view.NextMessageAsync();
        await UntilAsync(view, () => objects.OfType<CoreWebView2Deferral>().Any() && objects.OfType<CoreWebView2PermissionRequestedEventArgs>().Any());
        TestView crashing = await view.OpenAnotherAsync();
        crashing.Web.ProcessFailed += (_, args) => Keep(args);
        crashing.Web.Navigate("chrome://crash");
        await UntilAsync(view, () => objects.OfType<CoreWebView2ProcessFailedEventArgs>().Any());
        return [.. objects.DistinctBy(instance => instance.GetType())];
    }

    private static async Task UntilAsync(TestView view, Func<bool> condition)
    {
        while (!condition())
        {
            await view.Web.CallDevToolsProtocolMethodAsync("Browser.getVersion", "{}");
        }
    }

    private static bool IsNotBuilt(MethodInfo method) =>
        method.IsDefined(typeof(NotBuiltAttribute)) || method.DeclaringType!.GetMember(MemberName(method)).Any(static member => member.IsDefined(typeof(NotBuiltAttribute)));

    private static string MemberName(MethodInfo method) =>
        method.IsSpecialName ? method.Name[(method.Name.IndexOf('_', StringComparison.Ordinal) + 1)..] : method.Name;

    private static Exception? Call(object target, MethodInfo method)
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter =>
            parameter.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType) : null)];
        try
        {
            return method.Invoke(target, arguments) is Task { Exception: { } failure } ? failure.InnerException : null;
        }
        catch (TargetInvocationException wrapped)
        {
            return wrapped.InnerException;
        }
    }
}
