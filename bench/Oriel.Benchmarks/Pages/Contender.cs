using System;
using System.Threading.Tasks;

namespace Oriel.Benchmarks.Pages;

/// <summary>One of those that are measured side by side.</summary>
/// <param name="Name">As it stands in the tables.</param>
/// <param name="NeedsPump">Oriel's calls belong to the thread with the message pump; the others run on the thread pool, where they are fastest.</param>
/// <param name="Launch">From nothing to about:blank having been navigated to, in the given empty folder.</param>
internal sealed record Contender(string Name, bool NeedsPump, Func<string, Task<IPage>> Launch)
{
    public static Contender Raw { get; } = new("raw pipe", NeedsPump: false, static async folder => await RawPage.LaunchAsync(folder));

    public static Contender RawWatched { get; } = new("raw pipe, navigations watched", NeedsPump: false, static async folder => await RawPage.LaunchWatchedAsync(folder));

    public static Contender Oriel { get; } = new("Oriel", NeedsPump: true, static async folder => await OrielPage.LaunchAsync(folder));

    public static Contender Playwright { get; } = new("Playwright", NeedsPump: false, static async folder => await PlaywrightPage.LaunchAsync(folder));

    public static Contender OrielIntercepting { get; } = new("Oriel, filter *", NeedsPump: true, static folder => InterceptAsync(Oriel, folder));

    public static Contender PlaywrightIntercepting { get; } = new("Playwright, RouteAsync", NeedsPump: false, static folder => InterceptAsync(Playwright, folder));

    /// <summary>All of them; Oriel runs right after its yardstick.</summary>
    public static Contender[] All { get; } = [Raw, Oriel, Playwright];

    private static async Task<IPage> InterceptAsync(Contender contender, string folder)
    {
        IPage page = await contender.Launch(folder);
        await page.InterceptAsync();
        return page;
    }

    public Task RunAsync(Func<Task> work) => NeedsPump ? work() : Task.Run(work);
}
