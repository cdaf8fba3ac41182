using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Views;

/// <summary>Handlers that do what handlers do.</summary>
[Behaviour(80)]
public sealed class EventHandlerTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task One_that_removes_itself_runs_once() => RunAsync(async view =>
    {
        int runs = 0;
        view.Web.NavigationCompleted += OnCompleted;

        await view.NavigateAsync(Site.Html("/once/1", ""));
        await view.NavigateAsync(Site.Html("/once/2", ""));

        Assert.Equal(1, runs);

        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            runs++;
            view.Web.NavigationCompleted -= OnCompleted;
        }
    });

    [Fact]
    public Task One_that_is_added_within_a_handler_runs_from_the_next_event_on() => RunAsync(async view =>
    {
        int runs = 0;
        bool added = false;
        view.Web.NavigationCompleted += (_, _) =>
        {
            if (!added)
            {
                added = true;
                view.Web.NavigationCompleted += (_, _) => runs++;
            }
        };

        await view.NavigateAsync(Site.Html("/added/1", ""));
        Assert.Equal(0, runs);
        await view.NavigateAsync(Site.Html("/added/2", ""));
        Assert.Equal(1, runs);
    });

    [Fact]
    public Task They_run_in_the_order_they_were_added_with_the_view_as_sender() => RunAsync(async view =>
    {
        List<int> order = [];
        object? sender = null;
        for (int i = 0; i < 5; i++)
        {
            int number = i;
            view.Web.NavigationCompleted += (from, _) =>
            {
                sender = from;
                order.Add(number);
            };
        }

        await view.NavigateAsync(Site.Html("/in-order", ""));

        Assert.Equal([0, 1, 2, 3, 4], order);
        Assert.Same(view.Web, sender);
    });

    [Fact]
    public async Task What_one_throws_ends_the_pump_and_the_others_still_ran()
    {
        List<string> ran = [];
        Task test = RunAsync(async view =>
        {
            view.Web.NavigationCompleted += (_, _) => throw new InvalidTimeZoneException("thrown by a handler");
            view.Web.NavigationCompleted += (_, _) =>
            {
                ran.Add("the next handler");

                // The pump ends, and after it nobody can.
                view.Close();
            };
            await view.NavigateAsync(Site.Html("/throws", ""));
            await new TaskCompletionSource().Task;
        });

        InvalidTimeZoneException thrown = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => test);

        Assert.Equal("thrown by a handler", thrown.Message);
        Assert.Equal(["the next handler"], ran);
    }

    [Fact]
    public Task A_navigation_begun_within_a_handler_is_the_next_one() => RunAsync(async view =>
    {
        string second = Site.Html("/within/2", "second");
        view.Web.NavigationCompleted += (_, _) =>
        {
            if (view.Web.Source != second)
            {
                view.Web.Navigate(second);
            }
        };

        await view.NavigateAsync(Site.Html("/within/1", "first"));
        await view.Log.NextAsync("NavigationCompleted", logged => logged.Source == second);

        Assert.Equal("\"second\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task A_script_awaited_within_a_handler_goes_on_after_it() => RunAsync(async view =>
    {
        List<string> steps = [];
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        view.Web.NavigationCompleted += (_, _) => _ = HandleAsync();
        view.Web.NavigationCompleted += (_, _) => steps.Add("second handler");

        await view.NavigateAsync(Site.Html("/awaits", ""));
        await done.Task;

        Assert.Equal(["begin", "second handler", "2"], steps);

        async Task HandleAsync()
        {
            steps.Add("begin");
            steps.Add(await view.Web.ExecuteScriptAsync("1 + 1"));
            done.SetResult();
        }
    });
}
