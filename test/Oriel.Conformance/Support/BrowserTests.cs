using System;
using System.Threading.Tasks;
using Oriel.TestKit.Site;
using Xunit;
using Xunit.Sdk;

namespace Oriel.Conformance.Support;

/// <summary>Tests that drive real pages. Each runs on a UI thread of its own, with a new view; all of a class share one browser.</summary>
public abstract class BrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    /// <summary>No test waits longer, whatever it waits for. Generous: the machine may be busy.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private protected TestSite Site => browser.Site;

    /// <summary>Runs the body of a test. The view, and those opened from it, are closed after it.</summary>
    private protected async Task RunAsync(Func<TestView, Task> body)
    {
        TestView? view = null;
        Task pump = PumpThread.RunAsync("test", async () =>
        {
            view = await TestView.OpenAsync(browser.Environment);
            try
            {
                await body(view).WaitAsync(Deadline);
            }
            finally
            {
                view.Close();
            }
        });
        try
        {
            // A body that waits is ended by its own deadline; one that blocks its thread is left behind.
            await pump.WaitAsync(Deadline * 2);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The test did not end within {Deadline.TotalSeconds:0} s. {view?.Log.ToString() ?? "It got no view."}");
        }
        catch (XunitException failure)
        {
            throw new XunitException($"{failure.Message}\n{view?.Log}", failure);
        }
    }
}
