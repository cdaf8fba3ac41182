using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Core;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Views;

/// <summary>What is left of a view after Close: objects that say so.</summary>
public sealed class ClosedViewTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact, Behaviour(126)]
    public Task Every_member_throws_the_official_exception() => RunAsync(async view =>
    {
        object[] objects =
        [
            view.Web, view.Controller, view.Web.Settings, view.Web.Profile, view.Web.GetDevToolsProtocolEventReceiver("Page.loadEventFired"), RendererControl.Of(view.Web),
        ];
        await view.NavigateAsync(Site.Html("/closed", "closed"));
        view.Controller.Close();

        List<string> wrong = [];
        foreach ((object target, MethodInfo method) in objects.SelectMany(Calls))
        {
            Exception? thrown = await CallAsync(target, method);
            if (thrown is not InvalidOperationException { InnerException: COMException { HResult: unchecked((int)0x8007139F) } }
                || !thrown.Message.Contains("members cannot be accessed after the WebView2 control is disposed", StringComparison.Ordinal))
            {
                wrong.Add($"{target.GetType().Name}.{method.Name}: {thrown?.ToString() ?? "nothing was thrown"}");
            }
        }

        Assert.Empty(wrong);
    });

    [Fact, Behaviour(126)]
    public Task Removing_handlers_and_closing_again_are_harmless() => RunAsync(async view =>
    {
        EventHandler<CoreWebView2NavigationStartingEventArgs> handler = (_, _) => { };
        view.Web.NavigationStarting += handler;
        CoreWebView2DevToolsProtocolEventReceiver receiver = view.Web.GetDevToolsProtocolEventReceiver("Page.loadEventFired");
        view.Controller.Close();

        view.Controller.Close();
        view.Web.NavigationStarting -= handler;
        foreach (object target in new object[] { view.Web, view.Controller, receiver })
        {
            foreach (EventInfo declared in target.GetType().GetEvents(Declared))
            {
                declared.RemoveMethod!.Invoke(target, [null]);
            }
        }

        await Task.CompletedTask;
    });

    [Fact, Behaviour(125)]
    public Task No_event_comes_after_Close() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        Held slow = Site.Hold("/closing/slow");
        view.Web.Navigate(slow.Url);
        await slow.Arrived;
        int before = view.Log.Events.Count;

        view.Controller.Close();
        slow.Release();

        // The same connection serves the other view: what was said of the closed one has been said before this ends.
        await other.NavigateAsync(Site.Html("/closing/other", "other"));
        Assert.Equal(before, view.Log.Events.Count);
    });

    [Fact, Behaviour(125)]
    public Task A_page_that_wants_to_keep_its_user_is_not_asked() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        string left = Site.Html("/left", "");
        await view.NavigateAsync(Site.Html("/beforeunload", $"<script>onbeforeunload = e => {{ navigator.sendBeacon('{left}'); e.preventDefault() }}</script><p>stay"));

        // Without a gesture of its user no browser would ask.
        await view.ClickAsync(50, 50);

        view.Controller.Close();

        await other.NavigateAsync(Site.Html("/beforeunload/other", "other"));
        Assert.Equal(0, Site.Count("/left"));
    });

    [Fact, Behaviour(80), Behaviour(125)]
    public Task What_was_waited_for_ends_after_the_handler_that_closes() => RunAsync(async view =>
    {
        TestView closing = await view.OpenAnotherAsync();
        List<string> steps = [];
        TaskCompletionSource ended = new();
        closing.Web.NavigationStarting += (_, _) =>
        {
            // They wait for the document that this navigation would bring.
            _ = AskAsync(() => closing.Web.ExecuteScriptAsync("1"));
            _ = AskAsync(() => closing.Web.ExecuteScriptWithResultAsync("1"));
            _ = AskAsync(() => closing.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", "{\"expression\":\"new Promise(() => {})\",\"awaitPromise\":true}"));
            closing.Close();
            steps.Add("handler returns");
        };
        closing.Web.Navigate(Site.Html("/closing/held", "never shown"));
        await ended.Task;
        Assert.Equal(["handler returns", "ended", "ended", "ended"], steps);

        async Task AskAsync(Func<Task> ask)
        {
            await Assert.ThrowsAnyAsync<Exception>(ask);
            steps.Add("ended");
            if (steps.Count == 4)
            {
                ended.SetResult();
            }
        }
    });

    [Fact, Behaviour(125)]
    public Task Closing_within_a_handler_ends_the_events_at_once() => RunAsync(async view =>
    {
        foreach (string name in new[] { "NavigationStarting", "SourceChanged", "ContentLoading", "DOMContentLoaded", "NavigationCompleted", "WebMessageReceived" })
        {
            TestView closing = await view.OpenAnotherAsync();
            TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            bool after = false;
            void Close()
            {
                closing.Controller.Close();
                closed.TrySetResult();
            }

            Subscribe(closing.Web, name, Close);
            Subscribe(closing.Web, name, () => after = true);
            closing.Web.Navigate(Site.Html("/closing/" + name, "<script>chrome.webview.postMessage(1)</script>"));

            await closed.Task;
            int events = closing.Log.Events.Count;
            await view.NavigateAsync(Site.Html("/closing/then", "then"));
            Assert.Equal(events, closing.Log.Events.Count);
            Assert.False(after, $"A second handler of {name} ran after the first had closed the view.");
        }
    });

    [Fact, Behaviour(125)]
    public Task A_view_closed_in_NavigationStarting_never_reaches_the_server() => RunAsync(async view =>
    {
        TestView closing = await view.OpenAnotherAsync();
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        closing.Web.NavigationStarting += (_, _) =>
        {
            closing.Controller.Close();
            closed.SetResult();
        };

        closing.Web.Navigate(Site.Html("/closed-in-starting", ""));
        await closed.Task;
        await view.NavigateAsync(Site.Html("/closed-in-starting/other", ""));

        Assert.Equal(0, Site.Count("/closed-in-starting"));
    });

    [Fact, Behaviour(125)]
    public Task Calls_under_way_end() => RunAsync(async view =>
    {
        Task<string> script = view.Web.ExecuteScriptAsync("new Promise(() => {}); 1");
        Task<string> protocol = view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"new Promise(() => {})","awaitPromise":true}""");
        Task<string> added = view.Web.AddScriptToExecuteOnDocumentCreatedAsync("1");

        view.Controller.Close();

        foreach (Task call in new Task[] { script, protocol, added })
        {
            Exception? failure = await Record.ExceptionAsync(() => call);
            Assert.True(failure is null or COMException { HResult: unchecked((int)0x80004004) }, failure?.ToString());
        }
    });

    [Fact, Behaviour(125)]
    public Task The_other_views_of_the_browser_go_on() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        uint browserProcessId = other.Web.BrowserProcessId;

        view.Controller.Close();

        Assert.True((await other.NavigateAsync(Site.Html("/goes-on", ""))).IsSuccess);
        Assert.Equal(browserProcessId, other.Web.BrowserProcessId);
    });

    private static void Subscribe(CoreWebView2 web, string name, Action action)
    {
        EventInfo declared = typeof(CoreWebView2).GetEvent(name)!;
        Type args = declared.EventHandlerType!.GenericTypeArguments[0];
        MethodInfo make = typeof(ClosedViewTests).GetMethod(nameof(HandlerOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(args);
        declared.AddEventHandler(web, (Delegate)make.Invoke(null, [action])!);
    }

    private static EventHandler<TArgs> HandlerOf<TArgs>(Action action) => (_, _) => action();

    private static IEnumerable<(object Target, MethodInfo Method)> Calls(object target)
    {
        HashSet<MethodInfo> harmless =
        [
            .. target.GetType().GetEvents(Declared).Select(declared => declared.RemoveMethod!),
            .. target.GetType().GetMembers(Declared).Where(IsNotBuilt).SelectMany(AccessorsOf),
        ];
        return target.GetType().GetMethods(Declared)
            .Where(method => !harmless.Contains(method) && !IsNotBuilt(method) && method.Name is not (nameof(CoreWebView2Controller.Close) or "Finalize"))
            .Select(method => (target, method));
    }

    private static bool IsNotBuilt(MemberInfo member) =>
        member.IsDefined(typeof(NotBuiltAttribute), inherit: false) || member.IsDefined(typeof(WindowsOnlyAttribute), inherit: false);

    private static IEnumerable<MethodInfo> AccessorsOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetAccessors(),
        EventInfo declared => [declared.AddMethod!, declared.RemoveMethod!],
        _ => [],
    };

    private static async Task<Exception?> CallAsync(object target, MethodInfo method)
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter =>
            parameter.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType) : null)];
        try
        {
            if (method.Invoke(target, arguments) is Task task)
            {
                await task;
            }

            return null;
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
