using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Oriel.Broker.Permissions;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>How often what is saved of permissions goes to the disk.</summary>
public sealed class PermissionStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Deadlines are counted in whole milliseconds.</summary>
    private static readonly TimeSpan s_coarseness = TimeSpan.FromMilliseconds(2);

    private readonly EventLoop _loop = new();
    private readonly TempFolder _profile = new();
    private readonly PermissionStore _store;

    public PermissionStoreTests() => _store = new PermissionStore(_loop, new PermissionFile(_profile.Path));

    private string Written => File.ReadAllText(_profile.Combine(PermissionFile.Name));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _profile.DisposeAsync();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void What_is_saved_in_one_turn_is_written_once_and_what_follows_not_before_the_interval_has_passed()
    {
        List<(string Origin, string Content, long At)> told = [];
        void Save(string origin, Action? then = null) => _store.Save(new BrokerDomain.PermissionSetting(origin, "Geolocation", BrokerDomain.PermissionState.Granted), failure =>
        {
            Assert.Null(failure);
            told.Add((origin, Written, Stopwatch.GetTimestamp()));
            then?.Invoke();
        });

        Save("https://a.example");
        Save("https://b.example", () => Save("https://c.example", () => Save("https://d.example", _loop.Stop)));
        Assert.False(File.Exists(_profile.Combine(PermissionFile.Name)));
        _loop.Run();

        Assert.Equal(["https://a.example", "https://b.example", "https://c.example", "https://d.example"], told.ConvertAll(static entry => entry.Origin));
        Assert.Equal([2, 2, 3, 4], told.ConvertAll(static entry => entry.Content.Split('\n').Length - 1));
        Assert.True(Stopwatch.GetElapsedTime(told[1].At, told[2].At) >= s_interval - s_coarseness);
        Assert.True(Stopwatch.GetElapsedTime(told[2].At, told[3].At) >= s_interval - s_coarseness);
    }

    [Fact]
    public void What_waits_for_its_turn_is_written_when_the_broker_ends()
    {
        int written = 0;
        void Save(string origin) => _store.Save(new BrokerDomain.PermissionSetting(origin, "Geolocation", BrokerDomain.PermissionState.Denied), failure =>
        {
            Assert.Null(failure);
            written++;
        });
        Save("https://a.example");
        _store.Flush();
        Save("https://b.example");
        Assert.Equal(1, written);

        _store.Flush();

        Assert.Equal((2, 3), (written, Written.Split('\n').Length));
    }
}
