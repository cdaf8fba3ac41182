using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.Broker.Clients;
using Oriel.Broker.Routing;
using Oriel.Ipc;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Permissions;

/// <summary>What hosts may do with the permissions of the profiles their views are in. Everything passes through here, so two hosts that decide at once do so one after the other.</summary>
internal sealed class PermissionDesk
{
    private readonly BrowserCalls _calls;
    private readonly Dictionary<string, ProfilePermissions> _profiles = [];

    public PermissionDesk(BrowserCalls calls)
    {
        _calls = calls;
    }

    /// <summary>A view is about to be given to its host: its profile's permissions are put in force before it loads anything.</summary>
    /// <param name="view">The view.</param>
    /// <param name="profilePath">The folder of its profile.</param>
    public void OnViewMade(View view, string profilePath)
    {
        if (!_profiles.ContainsKey(view.BrowserContextId))
        {
            _profiles.Add(view.BrowserContextId, new ProfilePermissions(_calls, view.BrowserContextId, view.IsInPrivate ? null : new PermissionFile(profilePath)));
        }
    }

    public void OnViewGone(View view) => Find(view)?.OnViewGone(view);

    /// <summary>A private context has gone.</summary>
    public void OnContextGone(string browserContextId) => _profiles.Remove(browserContextId);

    /// <summary>The browser is gone.</summary>
    public void Clear() => _profiles.Clear();

    public void Get(ClientLink link, int id, View view) =>
        link.SendResult(id, new BrokerDomain.GetPermissionsResult([.. Find(view)?.Saved ?? []]));

    public void Set(ClientLink link, int id, View view, BrokerDomain.PermissionSetting setting)
    {
        if (!PermissionKinds.IsState(setting.State))
        {
            link.SendError(id, HResults.InvalidArgument, $"'{setting.State}' is no state of a permission.");
        }
        else if (Check(link, id, view, setting.Origin, setting.Kind) is { } profile)
        {
            string? unwritten = null;
            try
            {
                profile.Save(setting);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                unwritten = exception.Message;
            }

            profile.Apply(
                setting.Origin,
                setting.Kind,
                () =>
                {
                    if (unwritten is null)
                    {
                        End(link, id, null);
                    }
                    else
                    {
                        link.SendError(id, HResults.Fail, $"The permission is set, but will be forgotten with the browser, because it could not be written to the profile: {unwritten}");
                    }
                },
                message => End(link, id, message));
        }
    }

    public void Lend(ClientLink link, int id, View view, string origin, string kind) =>
        Check(link, id, view, origin, kind)?.Lend(view, origin, kind, () => End(link, id, null), message => End(link, id, message));

    public void Return(ClientLink link, int id, View view, string origin, string kind) =>
        Check(link, id, view, origin, kind)?.Return(view, origin, kind, () => End(link, id, null), message => End(link, id, message));

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

        // One word in the file.
        if (origin.Length == 0 || origin.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            link.SendError(id, HResults.InvalidArgument, $"'{origin}' is no origin.");
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
