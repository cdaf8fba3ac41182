using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Cookies;

/// <summary>Cookies can be listed from any thread, and belong to the view's.</summary>
public sealed class CookieThreadTests(BrowserFixture browser) : CookieTests(browser)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact, Behaviour(79)]
    public Task Another_thread_gets_the_list_but_may_not_read_what_is_in_it() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        int owner = Environment.CurrentManagedThreadId;
        Add(manager, "a");

        CoreWebView2Cookie cookie = Assert.Single(await Task.Run(async () =>
        {
            List<CoreWebView2Cookie> cookies = await manager.GetCookiesAsync(null!);
            int other = Environment.CurrentManagedThreadId;
            Assert.NotEqual(owner, other);

            InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => cookies[0].Domain);
            Assert.Contains($"CoreWebView2Cookie.Domain belongs to thread {owner} and was called on thread {other}", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"Post the call to the SynchronizationContext of thread {owner}", refused.Message, StringComparison.Ordinal);
            return cookies;
        }));

        Assert.Equal(Host, cookie.Domain);
    });

    [Fact, Behaviour(79), Behaviour(75)]
    public Task Every_other_member_is_the_view_threads_alone() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Add(manager, "a");
        CoreWebView2Cookie cookie = Assert.Single(await manager.GetCookiesAsync(null!));
        int owner = Environment.CurrentManagedThreadId;

        string[] wrong = await Task.Run(() => new object[] { manager, cookie }
            .SelectMany(target => target.GetType().GetMethods(Declared).Select(method => (target, method)))
            .Where(call => call.method.Name != nameof(manager.GetCookiesAsync))
            .Where(call => Call(call.target, call.method) is not InvalidOperationException { InnerException: InvalidCastException } thrown
                || !thrown.Message.Contains($"belongs to thread {owner} and was called on thread", StringComparison.Ordinal))
            .Select(call => $"{call.target.GetType().Name}.{call.method.Name}").ToArray());

        Assert.Empty(wrong);
        Assert.Equal(["a=1@a.localhost/"], await ListAsync(manager));
    });

    [Fact]
    public Task Another_thread_does_not_need_the_views_thread_to_go_on() => RunWithoutCookiesAsync((_, manager) =>
    {
        Add(manager, "a");
        manager.DeleteCookies("a", null!);
        Add(manager, "b");

        // The view's thread stands still meanwhile. The other one blocks too, and asks again: neither answer may depend on it.
        using ManualResetEventSlim done = new();
        int[] counts = [];
        Thread other = new(() =>
        {
            counts = [Count(manager), Count(manager)];
            done.Set();
        })
        {
            IsBackground = true,
        };
        other.Start();

        Assert.True(done.Wait(Deadline));
        Assert.Equal([1, 1], counts);
        return Task.CompletedTask;
    });

    [Fact]
    public Task What_another_thread_does_behind_its_await_keeps_nobody_waiting() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        using ManualResetEventSlim isOver = new();
        TaskCompletionSource blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task other = Task.Run(async () =>
        {
            await manager.GetCookiesAsync(null!);
            blocked.SetResult();
            Assert.True(isOver.Wait(Deadline));
        });
        await blocked.Task;

        Add(manager, "a");
        manager.DeleteCookies("a", null!);
        Assert.Empty(await manager.GetCookiesAsync(null!));

        isOver.Set();
        await other;
    });

    [Fact]
    public Task On_its_own_thread_the_list_comes_there() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        int owner = Environment.CurrentManagedThreadId;

        await manager.GetCookiesAsync(null!);

        Assert.Equal(owner, Environment.CurrentManagedThreadId);
    });

    [Fact]
    public Task A_cookie_of_another_threads_view_is_refused() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("a", "1", Host, "/");

        CoreWebView2Environment environment = view.Environment;
        await PumpThread.RunAsync("other", async () =>
        {
            TestView other = await TestView.OpenAsync(environment);
            CoreWebView2CookieManager others = other.Web.CookieManager;
            Assert.Throws<InvalidOperationException>(() => others.AddOrUpdateCookie(cookie));
            Assert.Throws<InvalidOperationException>(() => others.CopyCookie(cookie));
            Assert.Throws<InvalidOperationException>(() => others.DeleteCookie(cookie));
            other.Close();
        });
    });

    [Fact, Behaviour(126)]
    public Task After_Close_every_member_says_so() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("a", "1", Host, "/");
        view.Controller.Close();

        string[] wrong =
        [
            .. new object[] { manager, cookie }.SelectMany(target => target.GetType().GetMethods(Declared).Select(method => (target, method)))
                .Where(call => Call(call.target, call.method) is not InvalidOperationException { InnerException: COMException { HResult: Codes.InvalidState } })
                .Select(call => $"{call.target.GetType().Name}.{call.method.Name}"),
        ];
        Assert.Empty(wrong);
        InvalidOperationException elsewhere = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => manager.GetCookiesAsync(null!)));
        Assert.Equal(Codes.InvalidState, elsewhere.InnerException!.HResult);
    });

    [Fact]
    public Task A_cookie_of_a_closed_view_can_be_given_to_another() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        TestView other = await view.OpenAnotherAsync(InPrivate(view, "others"));
        Add(manager, "a");
        CoreWebView2Cookie cookie = Assert.Single(await manager.GetCookiesAsync(null!));
        view.Controller.Close();

        other.Web.CookieManager.AddOrUpdateCookie(cookie);

        Assert.Equal(["a=1@a.localhost/"], await ListAsync(other.Web.CookieManager));
    });

    [Fact]
    public Task Lists_asked_for_before_Close_come_or_fail_but_do_not_hang() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        Add(manager, "a");
        manager.DeleteCookies("a", null!);
        Task<List<CoreWebView2Cookie>> own = manager.GetCookiesAsync(null!);
        Task<List<CoreWebView2Cookie>> others = Task.Run(() => manager.GetCookiesAsync(null!));
        Task started = Task.WhenAny(others);

        view.Controller.Close();

        await Record.ExceptionAsync(() => own);
        await Record.ExceptionAsync(() => others);
        await started;
    });

    private static int Count(CoreWebView2CookieManager manager)
    {
#pragma warning disable VSTHRD002, ORIEL0001 // It is what the test is about: a thread that waits by blocking.
        return manager.GetCookiesAsync(null!).GetAwaiter().GetResult().Count;
#pragma warning restore VSTHRD002, ORIEL0001
    }

    private static Exception? Call(object target, MethodInfo method)
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter =>
            parameter.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType) : null)];
        try
        {
            method.Invoke(target, arguments);
            return null;
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
    }
}
