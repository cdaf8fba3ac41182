using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;
using State = Oriel.Protocol.Cdp.BrokerDomain.PermissionState;

namespace Oriel.Broker.Permissions;

/// <summary>What is saved of one profile's permissions, in memory and on the disk.</summary>
/// <remarks>
/// Constraints: who saves is told when it is on the disk, a hostile host may save in a loop, and the loop that writes serves all hosts. So what is saved while the handlers of one turn run is written
/// once, and between two writes there is <see cref="s_interval"/>. What waits is written by <see cref="Flush"/> at the latest, before the broker ends.
/// </remarks>
internal sealed class PermissionStore
{
    /// <summary>A page can have frames of any number of origins, all of which may ask.</summary>
    public const int Limit = 1000;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    private readonly EventLoop _loop;
    private readonly PermissionFile? _file;
    private readonly List<BrokerDomain.PermissionSetting> _settings = [];
    private readonly List<Action<string?>> _waiting = [];
    private Deadline? _write;
    private long? _lastWrite;

    /// <param name="loop">The broker's.</param>
    /// <param name="file">Null for a private profile, of which nothing stays.</param>
    public PermissionStore(EventLoop loop, PermissionFile? file)
    {
        _loop = loop;
        _file = file;
        try
        {
            _settings = file?.Read(Limit) ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Until then it counts as if nothing had been saved: what is not known to be granted is asked again.
            Unreadable = $"The permissions that are saved in the profile cannot be read, and are left as they are: {exception.Message} Repair or delete the file '{PermissionFile.Name}' in the profile's folder, and start the browser anew.";
        }
    }

    public IReadOnlyList<BrokerDomain.PermissionSetting> Settings => _settings;

    /// <summary>Why it is not known what is in the file, which is therefore not written over.</summary>
    public string? Unreadable { get; }

    public string? Find(string origin, string kind) => _settings.Find(saved => saved.Origin == origin && saved.Kind == kind)?.State;

    /// <param name="setting">To be kept, or, if its state is prompt, to be forgotten.</param>
    /// <param name="written">Gets null when it is on the disk, or why it is not; it is kept all the same, as long as the browser lives.</param>
    public void Save(BrokerDomain.PermissionSetting setting, Action<string?> written)
    {
        _settings.RemoveAll(saved => saved.Origin == setting.Origin && saved.Kind == setting.Kind);
        if (setting.State != State.Prompt)
        {
            _settings.Add(setting);
        }

        if (_file is null || Unreadable is not null)
        {
            written(Unreadable);
            return;
        }

        _waiting.Add(written);
        if (_write is null)
        {
            TimeSpan rest = _lastWrite is { } last ? s_interval - Stopwatch.GetElapsedTime(last) : TimeSpan.Zero;
            _write = _loop.Schedule(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Flush);
        }
    }

    /// <summary>Writes what has not been written.</summary>
    public void Flush()
    {
        _write?.Dispose();
        _write = null;
        if (_waiting.Count == 0)
        {
            return;
        }

        Action<string?>[] waiting = [.. _waiting];
        _waiting.Clear();
        string? failure = null;
        try
        {
            _file!.Write(_settings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = exception.Message;
        }

        _lastWrite = Stopwatch.GetTimestamp();
        Array.ForEach(waiting, written => written(failure));
    }
}
