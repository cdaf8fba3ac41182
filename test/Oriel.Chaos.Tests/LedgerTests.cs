using System;
using System.Threading.Tasks;
using Oriel.Chaos.Judging;
using Xunit;

namespace Oriel.Chaos.Tests;

/// <summary>The judge of a run finds what it is there to find.</summary>
public sealed class LedgerTests
{
    private static readonly ExpectedEvent s_gpu = new("ProcessFailed", "view", "GpuProcessExited", [("Terminated", 137)]);

    private readonly Ledger _ledger = new(TimeProvider.System);

    [Fact]
    public async Task What_was_expected_and_came_is_good()
    {
        _ledger.Expect([s_gpu]);
        Task settled = _ledger.SettleAsync(TimeSpan.FromSeconds(30));
        _ledger.Add(Told());
        await settled;

        Assert.Empty(_ledger.Violations);
    }

    [Fact]
    public void What_comes_twice_is_found()
    {
        _ledger.Expect([s_gpu]);
        _ledger.Add(Told());
        _ledger.Add(Told());

        Assert.Contains("a second time: ", Assert.Single(_ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_view_is_told_is_found()
    {
        _ledger.Expect([s_gpu]);
        _ledger.Add(Told() with { Source = "bystander" });

        Assert.Contains("bystander", Assert.Single(_ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_reason_is_found()
    {
        _ledger.Expect([s_gpu]);
        _ledger.Add(Told() with { Code = 139 });

        Assert.Contains("expected view: ProcessFailed GpuProcessExited Terminated 137, seen ", Assert.Single(_ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_never_comes_is_found()
    {
        _ledger.Expect([s_gpu]);
        await _ledger.SettleAsync(TimeSpan.FromMilliseconds(1));

        Assert.Contains("never told: view: ", Assert.Single(_ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_storm_allows_as_many_as_can_have_been_caused()
    {
        Allowance allowance = new();
        allowance.Add("ProcessFailed", "view", "GpuProcessExited");
        _ledger.Allow(allowance);
        _ledger.Add(Told());
        Assert.Empty(_ledger.Violations);

        _ledger.Add(Told());
        Assert.Single(_ledger.Violations);
    }

    [Fact]
    public void Of_what_is_permitted_one_by_one_only_the_last_may_be_missing()
    {
        _ledger.Allow(new Allowance());
        for (int i = 0; i < 3; i++)
        {
            _ledger.Permit(["view"], "ProcessFailed", "GpuProcessExited");
        }

        _ledger.Add(Told());
        _ledger.Add(Told());
        _ledger.VerifyUsed(["view"], "ProcessFailed", "GpuProcessExited", mostUnused: 1);
        Assert.Empty(_ledger.Violations);

        _ledger.VerifyUsed(["view"], "ProcessFailed", "GpuProcessExited", mostUnused: 0);
        Assert.Contains("never told: view: ", Assert.Single(_ledger.Violations), StringComparison.Ordinal);
    }

    private SeenEvent Told() => new(_ledger.Now, "ProcessFailed", "view", "GpuProcessExited", "Terminated", 137);
}
