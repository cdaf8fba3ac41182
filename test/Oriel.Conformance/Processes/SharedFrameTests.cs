using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Processes;

/// <summary>The frames of several hosts in one browser.</summary>
public sealed class SharedFrameTests : HostTests
{
    private readonly TestSite _site = new();

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact, Behaviour(60), Behaviour(61), Behaviour(72)]
    public async Task Each_host_is_told_of_the_frames_of_all_by_the_same_numbers()
    {
        string inner = _site.Html("/inner", "inner", "b.localhost");
        string page = _site.Html("/page", $"<iframe src='{inner}'></iframe>");
        string other = _site.Html("/other", "other", "b.localhost");
        (HostEnvironment first, HostView one) = await StartViewAsync();
        (HostEnvironment second, HostView two) = await StartViewAsync();
        await one.OpenAsync(page, Bound);
        await two.OpenAsync(other, Bound);

        IReadOnlyList<HostFrame> frames = await first.GetFramesAsync(Bound);

        Assert.Equal(new[] { page, inner, other }.Order(), frames.Select(static frame => frame.Source).Order());
        HostFrame Of(string source) => frames.Single(frame => frame.Source == source);
        Assert.Equal(frames, await second.GetFramesAsync(Bound));
        Assert.Equal([Of(page).Id, Of(other).Id], [await IdAsync(one), await IdAsync(two)]);
        Assert.Equal(Of(page).Id, Of(inner).ParentId);
        Assert.Equal(3, frames.Select(static frame => frame.Id).Distinct().Count());
        Assert.NotEqual(Of(page).ProcessId, Of(other).ProcessId);

        // A host that hangs is not asked, and one that is gone has taken its frames along; nobody gets their numbers.
        ProcessTable.Send(second.App.ProcessId, Signal.Stop);
        Assert.Equal(frames, await first.GetFramesAsync(Bound));
        ProcessTable.Send(second.App.ProcessId, Signal.Kill);
        await GoneAsync(second.App.ProcessId);
        HostView next = await first.CreateViewAsync(name: "next", cancellation: Bound);
        Assert.DoesNotContain(await IdAsync(next), frames.Select(static frame => frame.Id));
        Assert.DoesNotContain(await first.GetFramesAsync(Bound), frame => frame.Id == Of(other).Id);
    }

    private async Task<uint> IdAsync(HostView view) => (await view.CallAsync("frame", cancellation: Bound))!.GetValue<uint>();
}
