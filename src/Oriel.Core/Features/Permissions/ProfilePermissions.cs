using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Permissions;

/// <summary>The permissions of the view's profile, which the broker keeps for all hosts.</summary>
internal sealed class ProfilePermissions(View view)
{
    /// <summary>Everything that is saved.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<IReadOnlyList<CoreWebView2PermissionSetting>> GetAsync()
    {
        List<CoreWebView2PermissionSetting> settings = [];
        foreach (BrokerDomain.PermissionSetting saved in await ReadAsync())
        {
            if (PermissionName.TryFind(saved.Kind, out PermissionName? name))
            {
                settings.Add(new CoreWebView2PermissionSetting(name.Kind, saved.Origin, StateOf(saved.State)));
            }
        }

        return settings;
    }

    internal Task SetAsync(CoreWebView2PermissionKind kind, string origin, CoreWebView2PermissionState state)
    {
        PermissionName name = PermissionName.Of(kind, "PermissionKind");
        string canonical = PermissionOrigin.Parse(origin, nameof(origin));
        string word = state switch
        {
            CoreWebView2PermissionState.Default => BrokerDomain.PermissionState.Prompt,
            CoreWebView2PermissionState.Allow => BrokerDomain.PermissionState.Granted,
            CoreWebView2PermissionState.Deny => BrokerDomain.PermissionState.Denied,
            _ => throw OfficialErrors.InvalidArgument($"{state} is no CoreWebView2PermissionState. Give Default, Allow or Deny.", "State"),
        };
        return SendAsync(new BrokerDomain.SetPermissionCommand(view.Identity.ViewId, new BrokerDomain.PermissionSetting(canonical, name.Name, word)));
    }

    /// <summary>What is saved for one origin.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<CoreWebView2PermissionState> FindAsync(string origin, PermissionName name)
    {
        BrokerDomain.GetPermissionResult saved = await view.Link.Connection.SendAsync<BrokerDomain.GetPermissionCommand, BrokerDomain.GetPermissionResult>(
            view.Link.Connection.BrowserSession, new BrokerDomain.GetPermissionCommand(view.Identity.ViewId, origin, name.Name), view.Dispatcher);
        return StateOf(saved.State);
    }

    /// <summary>Saves the app's answer, for the origin as the browser has named it.</summary>
    internal Task SaveAsync(string origin, PermissionName name, bool isAllowed) => SendAsync(new BrokerDomain.SetPermissionCommand(
        view.Identity.ViewId,
        new BrokerDomain.PermissionSetting(origin, name.Name, isAllowed ? BrokerDomain.PermissionState.Granted : BrokerDomain.PermissionState.Denied)));

    internal Task LendAsync(string origin, PermissionName name) => SendAsync(new BrokerDomain.LendPermissionCommand(view.Identity.ViewId, origin, name.Name));

    internal void Return(string origin, PermissionName name) =>
        view.Link.Connection.BrowserSession.Post(new BrokerDomain.ReturnPermissionCommand(view.Identity.ViewId, origin, name.Name));

    private static CoreWebView2PermissionState StateOf(string state) => state switch
    {
        BrokerDomain.PermissionState.Granted => CoreWebView2PermissionState.Allow,
        BrokerDomain.PermissionState.Denied => CoreWebView2PermissionState.Deny,
        _ => CoreWebView2PermissionState.Default,
    };

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<IReadOnlyList<BrokerDomain.PermissionSetting>> ReadAsync()
    {
        try
        {
            return (await view.Link.Connection.SendAsync<BrokerDomain.GetPermissionsCommand, BrokerDomain.GetPermissionsResult>(
                view.Link.Connection.BrowserSession, new BrokerDomain.GetPermissionsCommand(view.Identity.ViewId), view.Dispatcher)).Settings;
        }
        catch (CdpException refused)
        {
            throw OfficialErrors.FromHResult(refused.Error.Code, refused.Error.Message, refused);
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task SendAsync<TCommand>(TCommand command)
        where TCommand : struct, ICdpCommand<EmptyResult>
    {
        try
        {
            _ = await view.Link.Connection.SendAsync<TCommand, EmptyResult>(view.Link.Connection.BrowserSession, command, view.Dispatcher);
        }
        catch (CdpException refused)
        {
            throw OfficialErrors.FromHResult(refused.Error.Code, refused.Error.Message, refused);
        }
    }
}
