using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Oriel.Broker.Clients;
using Oriel.Broker.Routing;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Permissions;

/// <summary>What hosts may do with the permissions of the profiles their views are in. Everything passes through here, so two hosts that decide at once do so one after the other.</summary>
internal sealed class PermissionDesk
{
    private readonly EventLoop _loop;
    private readonly BrowserCalls _calls;
    private readonly Dictionary<string, ProfilePermissions> _profiles = [];

    public PermissionDesk(EventLoop loop, BrowserCalls calls)
    {
        _loop = loop;
        _calls = calls;
    }

    /// <summary>A view is about to be given to its host: its profile's permissions are put in force before it loads anything.</summary>
    /// <param name="view">The view.</param>
    /// <param name="profilePath">The folder of its profile.</param>
    public void OnViewMade(View view, string profilePath)
    {
        if (!_profiles.ContainsKey(view.BrowserContextId))
        {
            _profiles.Add(view.BrowserContextId, new ProfilePermissions(_calls, view.BrowserContextId, new PermissionStore(_loop, view.IsInPrivate ? null : new PermissionFile(profilePath))));
        }
    }

    public void OnViewGone(View view) => Find(view)?.OnViewGone(view);

    /// <summary>A private context has gone.</summary>
    public void OnContextGone(string browserContextId) => _profiles.Remove(browserContextId);

    /// <summary>The browser is gone, or the broker ends: what was saved is written now, if it has not been.</summary>
    public void Clear()
    {
        foreach (ProfilePermissions profile in _profiles.Values.ToArray())
        {
            profile.Store.Flush();
        }

        _profiles.Clear();
    }

    public void GetAll(ClientLink link, int id, View view)
    {
        if (Find(view)?.Store is { Unreadable: { } reason })
        {
            link.SendError(id, HResults.Fail, reason);
        }
        else
        {
            link.SendResult(id, new BrokerDomain.GetPermissionsResult([.. Find(view)?.Store.Settings ?? []]));
        }
    }

    /// <summary>A page asks, and is to be answered: of what cannot be saved, or could not be read, nothing is saved.</summary>
    public void Get(ClientLink link, int id, View view, string origin, string kind) =>
        link.SendResult(id, new BrokerDomain.GetPermissionResult(Find(view)?.Store.Find(origin, kind) ?? BrokerDomain.PermissionState.Prompt));

    public void Set(ClientLink link, int id, View view, BrokerDomain.PermissionSetting setting)
    {
        if (!PermissionKinds.IsState(setting.State))
        {
            link.SendError(id, HResults.InvalidArgument, $"'{setting.State}' is no state of a permission.");
        }
        else if (Check(link, id, view, setting.Origin, setting.Kind) is { } profile)
        {
            if (profile.HasRoomFor(setting))
            {
                profile.Set(setting, unwritten => EndSet(link, id, unwritten), message => End(link, id, message));
            }
            else
            {
                link.SendError(
                    id,
                    HResults.Fail,
                    string.Create(CultureInfo.InvariantCulture, $"The profile has {PermissionStore.Limit} permissions saved, and takes no more, so that of '{setting.Origin}' is not. Set some of GetNonDefaultPermissionSettingsAsync to Default."));
            }
        }
    }

    public void Lend(ClientLink link, int id, View view, string origin, string kind) =>
        Check(link, id, view, origin, kind)?.Lend(view, origin, kind, () => End(link, id, null), message => End(link, id, message));

    public void Return(ClientLink link, int id, View view, string origin, string kind) =>
        Check(link, id, view, origin, kind)?.Return(view, origin, kind, () => End(link, id, null), message => End(link, id, message));

    private static void EndSet(ClientLink link, int id, string? unwritten)
    {
        if (unwritten is null)
        {
            link.SendResult(id, EmptyResult.Instance);
        }
        else
        {
            link.SendError(id, HResults.Fail, $"The permission is set, but will be forgotten with the browser, because it could not be written to the profile: {unwritten}");
        }
    }

    private static void End(ClientLink link, int id, string? refusal)
    {
        if (refusal is null)
        {
            link.SendResult(id, EmptyResult.Instance);
        }
        else
        {
            link.SendError(id, HResults.Fail, $"The browser did not take the state of the permission: {refusal}");
        }
    }

    private ProfilePermissions? Find(View view) => _profiles.GetValueOrDefault(view.BrowserContextId);

    private ProfilePermissions? Check(ClientLink link, int id, View view, string origin, string kind)
    {
        if (!PermissionKinds.IsKnown(kind))
        {
            link.SendError(id, HResults.InvalidArgument, $"'{kind}' is no kind of permission.");
            return null;
        }

        if (!PermissionOrigin.IsOne(origin))
        {
            link.SendError(id, HResults.InvalidArgument, string.Create(
                CultureInfo.InvariantCulture,
                $"'{(origin.Length > 100 ? origin[..100] + "…" : origin)}' is no origin that can be permitted anything: it has a scheme, a host and perhaps a port, as in https://www.example.com, and at most {PermissionOrigin.LongestLength} characters."));
            return null;
        }

        if (Find(view) is { } profile)
        {
            return profile;
        }

        link.SendError(id, HResults.InvalidState, "The profile of the view has gone.");
        return null;
    }
}
