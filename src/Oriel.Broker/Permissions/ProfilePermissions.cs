using System;
using System.Collections.Generic;
using System.Globalization;
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
    private readonly PermissionStore _store;
    private readonly List<BrokerDomain.PermissionSetting> _underWay = [];
    private readonly List<(View View, string Origin, string Kind)> _lent = [];

    /// <param name="calls">To the browser.</param>
    /// <param name="browserContextId">The profile, as long as the browser runs.</param>
    /// <param name="store">What is saved.</param>
    public ProfilePermissions(BrowserCalls calls, string browserContextId, PermissionStore store)
    {
        _calls = calls;
        _browserContextId = browserContextId;
        _store = store;
        foreach (string kind in PermissionKinds.Prompting)
        {
            Send(origin: null, kind, State.Prompt, static () => { }, static _ => { });
        }

        foreach (BrokerDomain.PermissionSetting setting in store.Settings)
        {
            Send(setting.Origin, setting.Kind, setting.State, static () => { }, static _ => { });
        }
    }

    public PermissionStore Store => _store;

    /// <summary>Whether there is place for one more, what is under way counted as if it were there.</summary>
    public bool HasRoomFor(BrokerDomain.PermissionSetting setting)
    {
        bool isNew = setting.State != State.Prompt && _store.Find(setting.Origin, setting.Kind) is null;
        return _underWay.Count + (isNew ? _store.Settings.Count : 0) < PermissionStore.Limit;
    }

    /// <summary>Puts it in force, and saves what the browser has taken.</summary>
    /// <param name="setting">What.</param>
    /// <param name="written">As in <see cref="PermissionStore.Save"/>.</param>
    /// <param name="failed">Gets the browser's refusal; nothing is saved then.</param>
    public void Set(BrokerDomain.PermissionSetting setting, Action<string?> written, Action<string> failed)
    {
        _lent.RemoveAll(lent => lent.Origin == setting.Origin && lent.Kind == setting.Kind);
        _underWay.Add(setting);
        Apply(
            setting.Origin,
            setting.Kind,
            () =>
            {
                EndSet(setting);
                _store.Save(setting, written);
            },
            message =>
            {
                EndSet(setting);

                // Of what is several permissions to the browser it may have taken some; and what was lent has been taken back.
                Apply(setting.Origin, setting.Kind, static () => { }, static _ => { });
                failed(message);
            });
    }

    public void Lend(View view, string origin, string kind, Action done, Action<string> failed)
    {
        if (!_lent.Contains((view, origin, kind)))
        {
            if (_lent.Count(lent => lent.View == view) == PermissionStore.Limit)
            {
                failed(string.Create(CultureInfo.InvariantCulture, $"the view has been lent {PermissionStore.Limit} already. Return some."));
                return;
            }

            _lent.Add((view, origin, kind));
        }

        Apply(origin, kind, done, message =>
        {
            _lent.Remove((view, origin, kind));
            failed(message);
        });
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
            : _underWay.FindLast(set => set.Origin == origin && set.Kind == kind)?.State ?? _store.Find(origin, kind) ?? State.Prompt;
        Send(origin, kind, state == State.Prompt ? PermissionKinds.DefaultOf(kind) : state, done, failed);
    }

    /// <summary>The same one: two that are equal are two.</summary>
    private void EndSet(BrokerDomain.PermissionSetting setting) => _underWay.RemoveAt(_underWay.FindIndex(other => ReferenceEquals(other, setting)));

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
