using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Oriel.Benchmarks.Pages;

/// <summary>
/// Playwright in its own way: its driver (a node process), its own switches, its own temporary profile, a page in a context of its own. Only the browser, its display
/// mode and the user's switches are ours.
/// </summary>
internal sealed class PlaywrightPage : IPage
{
    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;
    private readonly Microsoft.Playwright.IPage _page;
    private readonly MessageCount _messages = new();
    private bool _prepared;

    private PlaywrightPage(IPlaywright driver, IBrowser browser, Microsoft.Playwright.IPage page)
    {
        _driver = driver;
        _browser = browser;
        _page = page;
    }

    public static async Task<PlaywrightPage> LaunchAsync(string folder)
    {
        IPlaywright driver = await Playwright.CreateAsync();
        try
        {
            IBrowser browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = ChromiumFlags.Executable,
                // Its headless mode would be another browser: --headless. With this platform a headful one needs no display.
                Headless = false,
                Args = [.. ChromiumFlags.Display, .. ChromiumFlags.Additional],
                ArtifactsDir = folder,
            });
            Microsoft.Playwright.IPage page = await browser.NewPageAsync();
            await page.GotoAsync("about:blank");
            return new PlaywrightPage(driver, browser, page);
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    public async Task<string> EvaluateAsync(string expression) => (await _page.EvaluateAsync<JsonElement>(expression)).GetRawText();

    public async Task ReceiveMessagesAsync(int count)
    {
        await PrepareAsync();
        Task all = _messages.Expect(count);
        await _page.EvaluateAsync($"send({count})");
        await all;
    }

    public async Task SendMessagesAsync(int count)
    {
        await PrepareAsync();
        await _page.EvaluateAsync($"expect({count})");
        Task done = _messages.Expect(1);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => _page.EvaluateAsync("message => receive(message)", Payload.Message)));
        await done;
    }

    public Task NavigateAsync(string url) => _page.GotoAsync(url);

    public Task InterceptAsync() => _page.RouteAsync("**/*", static route => route.ContinueAsync());

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _driver.Dispose();
    }

    private async Task PrepareAsync()
    {
        if (!_prepared)
        {
            _prepared = true;
            await _page.ExposeFunctionAsync<string>("toHost", _messages.OnMessage);
            await _page.EvaluateAsync(Payload.Script("globalThis.toHost"));
        }
    }
}
