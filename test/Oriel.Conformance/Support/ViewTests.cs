using System;
using System.Threading.Tasks;
using Oriel.TestKit.Site;
using Xunit;
using Xunit.Sdk;

namespace Oriel.Conformance.Support;

/// <summary>Tests that drive real pages. Each runs on a UI thread of its own, with a new view; all of a class share one browser.</summary>
/// <typeparam name="TBrowser">Which browser.</typeparam>
public abstract class ViewTests<TBrowser>(TBrowser browser) : IClassFixture<TBrowser>
    where TBrowser : BrowserFixture
{
    private protected TestSite Site => browser.Site;

    private protected string UserDataFolder => browser.UserDataFolder;

    /// <summary>Runs the body of a test. The view, and those opened from it, are closed after it.</summary>
    private protected async Task RunAsync(Func<TestView, Task> body)
    {
        TestView? view = null;
        Task pump = PumpThread.RunAsync("test", async () =>
        {
            view = await TestView.OpenAsync(browser.Environment);
            try
            {
                await body(view).WaitAsync(BrowserTests.Deadline);
            }
            finally
            {
                view.Close();
            }
        });
        try
        {
            // A body that waits is ended by its own deadline; one that blocks its thread is left behind.
            await pump.WaitAsync(BrowserTests.Deadline * 2);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"The test did not end in time: {late.Message} {view?.Log.ToString() ?? "It got no view."}", late);
        }
        catch (XunitException failure)
        {
            throw new XunitException($"{failure.Message}\n{view?.Log}", failure);
        }
    }
}
