using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.Broker.Routing;
using Oriel.Protocol.Cdp;
using State = Oriel.Protocol.Cdp.BrokerDomain.PermissionState;

namespace Oriel.Broker.Permissions;

/// <summary>
/// The permissions of one profile in one browser, which all hosts share. What was lent to a view counts before what is saved; of two that save, the last counts.
/// </summary>
/// <remarks>The states are overrides in the browser's memory: they end with it, and are made again from the file with the next one.</remarks>
internal sealed class ProfilePermissions
{
    private readonly BrowserCalls _calls;
    private readonly string _browserContextId;
    private readonly PermissionFile? _file;
    private readonly List<BrokerDomain.PermissionSetting> _saved;
    private readonly List<(View View, string Origin, string Kind)> _lent = [];

    /// <param name="calls">To the browser.</param>
    /// <param name="browserContextId">The profile, as long as the browser runs.</param>
    /// <param name="file">Null for a private one, of which nothing stays.</param>
    public ProfilePermissions(BrowserCalls calls, string browserContextId, PermissionFile? file)
    {
        _calls = calls;
        _browserContextId = browserContextId;
        _file = file;
        _saved = Read(file);
        foreach (string kind in PermissionKinds.Prompting)
        {
            Send(origin: null, kind, State.Prompt, static () => { }, static _ => { });
        }

        foreach (BrokerDomain.PermissionSetting setting in _saved)
        {
            Send(setting.Origin, setting.Kind, setting.State, static () => { }, static _ => { });
        }
    }

    public IReadOnlyList<BrokerDomain.PermissionSetting> Saved => _saved;

    /// <summary>Keeps it; it is for the caller to apply it.</summary>
    /// <exception cref="IOException">It is kept, but not written.</exception>
    public void Save(BrokerDomain.PermissionSetting setting)
    {
        _lent.RemoveAll(lent => lent.Origin == setting.Origin && lent.Kind == setting.Kind);
        _saved.RemoveAll(saved => saved.Origin == setting.Origin && saved.Kind == setting.Kind);
        if (setting.State != State.Prompt)
        {
            _saved.Add(setting);
        }

        _file?.Write(_saved);
    }

    public void Lend(View view, string origin, string kind, Action done, Action<string> failed)
    {
        if (!_lent.Contains((view, origin, kind)))
        {
            _lent.Add((view, origin, kind));
        }

        Apply(origin, kind, done, failed);
    }

    public void Return(View view, string origin, string kind, Action done, Action<string> failed)
    {
        _lent.Remove((view, origin, kind));
        Apply(origin, kind, done, failed);
    }

    /// <summary>A view has gone, and with it what it was lent.</summary>
    public void OnViewGone(View view)
    {
        (View, string Origin, string Kind)[] returned = [.. _lent.Where(lent => lent.View == view)];
        _lent.RemoveAll(lent => lent.View == view);
        foreach ((_, string origin, string kind) in returned.Distinct())
        {
            Apply(origin, kind, static () => { }, static _ => { });
        }
    }

    /// <summary>Tells the browser what counts now.</summary>
    public void Apply(string origin, string kind, Action done, Action<string> failed)
    {
        string state = _lent.Exists(lent => lent.Origin == origin && lent.Kind == kind) ? State.Granted
            : _saved.Find(saved => saved.Origin == origin && saved.Kind == kind)?.State ?? PermissionKinds.DefaultOf(kind);
        Send(origin, kind, state, done, failed);
    }

    private static List<BrokerDomain.PermissionSetting> Read(PermissionFile? file)
    {
        try
        {
            return file?.Read() ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As if nothing had been saved: what is not known to be granted is asked again.
            return [];
        }
    }

    private void Send(string? origin, string kind, string state, Action done, Action<string> failed)
    {
        int open = PermissionKinds.DescriptorsOf(kind).Count;
        string? refusal = null;
        foreach (Browser.PermissionDescriptor descriptor in PermissionKinds.DescriptorsOf(kind))
        {
            void End()
            {
                if (--open > 0)
                {
                    return;
                }

                if (refusal is null)
                {
                    done();
                }
                else
                {
                    failed(refusal);
                }
            }

            _calls.Send(
                "",
                new Browser.SetPermissionCommand(descriptor, state, origin, BrowserContextId: _browserContextId),
                End,
                error =>
                {
                    refusal = error.Message;
                    End();
                });
        }
    }
}
