using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Recovery;
using Xunit;

namespace Oriel.Core.Tests.Recovery;

/// <summary>What is decided for the views of an environment, without any.</summary>
public sealed class EnvironmentKeeperTests
{
    private readonly EnvironmentKeeper _keeper;

    public EnvironmentKeeperTests()
    {
        // Nothing of this needs a thread's turn.
        UiDispatcher dispatcher = ThreadDelivery.DispatcherOf(Thread.CurrentThread, new SynchronizationContext());
        BrowserGroup group = new(EnvironmentChoices.Decide(null, Path.Combine(Path.GetTempPath(), "oriel-never-made"), OptionsSnapshot.Of(null)), dispatcher);
        _keeper = EnvironmentKeeper.Of(group);
        Assert.Same(_keeper, EnvironmentKeeper.Of(group));
    }

    [Fact]
    public async Task All_views_of_a_browser_get_one_decision_when_it_is_gone()
    {
        Task<Reopening> first = _keeper.WhenGoneAsync(7);
        Task<Reopening> second = _keeper.WhenGoneAsync(7);
        Task<Reopening> other = _keeper.WhenGoneAsync(8);

        _keeper.OnExited(7);

        Reopening decision = await first;
        Assert.Equal((1, TimeSpan.Zero), (decision.Attempt, decision.Delay));
        Assert.Same(decision, await second);
        Assert.Same(decision, await _keeper.WhenGoneAsync(7));
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task A_view_that_hears_late_of_the_end_need_not_wait_and_an_end_that_nobody_minds_does_not_count()
    {
        _keeper.OnExited(5);
        _keeper.OnExited(6);
        _keeper.OnExited(7);

        Assert.Equal(1, (await _keeper.WhenGoneAsync(7)).Attempt);
    }

    [Fact]
    public async Task Views_that_fail_together_try_again_together_and_in_the_end_give_up_together()
    {
        Task<Reopening> gone = _keeper.WhenGoneAsync(7);
        _keeper.OnExited(7);
        Reopening decision = await gone;
        for (int attempt = 2; attempt <= 5; attempt++)
        {
            Reopening next = _keeper.After(decision);
            Assert.Same(next, _keeper.After(decision));
            Assert.Equal((attempt, TimeSpan.FromSeconds(1 << (attempt - 2))), (next.Attempt, next.Delay));
            decision = next;
        }

        Reopening last = _keeper.After(decision);
        Assert.Equal((5, null), (last.Attempt, last.Delay));
        Assert.Same(last, _keeper.After(decision));
    }

    [Fact]
    public async Task A_browser_that_ends_while_one_decision_is_carried_out_brings_the_next()
    {
        Task<Reopening> first = _keeper.WhenGoneAsync(7);
        _keeper.OnExited(7);
        Reopening decision = await first;
        Task<Reopening> second = _keeper.WhenGoneAsync(8);
        _keeper.OnExited(8);

        // One view had got as far as the second browser, another had not.
        Assert.Equal(2, (await second).Attempt);
        Assert.Same(await second, _keeper.After(decision));
    }
}
