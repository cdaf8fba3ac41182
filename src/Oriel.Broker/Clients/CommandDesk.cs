using System;
using System.Globalization;
using System.Text;
using Oriel.Broker.Permissions;
using Oriel.Broker.Windows;
using Oriel.Ipc;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Clients;

/// <summary>Reads the commands that a host has for the broker itself, and gives each to whom it is for.</summary>
internal sealed class CommandDesk
{
    private readonly ViewDesk _desk;
    private readonly PermissionDesk _permissions;
    private readonly ExitDesk _exits;
    private readonly DevToolsWindows _devTools;
    private readonly KeyWatch _keys;

    public CommandDesk(ViewDesk desk, PermissionDesk permissions, ExitDesk exits, DevToolsWindows devTools, KeyWatch keys)
    {
        _keys = keys;
        _desk = desk;
        _permissions = permissions;
        _exits = exits;
        _devTools = devTools;
    }

    /// <summary>Called when a host asks for the processes.</summary>
    public required Action<ClientLink, int> ProcessesAsked { get; init; }

    public void Obey(ClientLink link, int id, in MessageHeader header)
    {
        CborReader reader = new(header.Params);
        if (header.Method.SequenceEqual(BrokerDomain.CreateViewCommand.Method))
        {
            _desk.Request(link, id, BrokerDomain.CreateViewCommand.ReadParams(ref reader));
        }
        else if (header.Method.SequenceEqual(BrokerDomain.CloseViewCommand.Method))
        {
            _desk.Close(link, id, BrokerDomain.CloseViewCommand.ReadParams(ref reader).ViewId);
        }
        else if (header.Method.SequenceEqual(BrokerDomain.SetRequestPatternsCommand.Method))
        {
            _desk.SetRequestPatterns(link, id, BrokerDomain.SetRequestPatternsCommand.ReadParams(ref reader));
        }
        else if (header.Method.SequenceEqual(BrokerDomain.AdoptPopupCommand.Method))
        {
            _desk.AdoptPopup(link, id, BrokerDomain.AdoptPopupCommand.ReadParams(ref reader));
        }
        else if (header.Method.SequenceEqual(BrokerDomain.ShowPopupCommand.Method))
        {
            _desk.ShowPopup(link, id, BrokerDomain.ShowPopupCommand.ReadParams(ref reader));
        }
        else if (header.Method.SequenceEqual(BrokerDomain.OpenDevToolsCommand.Method))
        {
            if (_desk.Find(link, id, BrokerDomain.OpenDevToolsCommand.ReadParams(ref reader).ViewId) is { } view)
            {
                _devTools.Open(link, id, view);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.WatchKeysCommand.Method))
        {
            BrokerDomain.WatchKeysCommand command = BrokerDomain.WatchKeysCommand.ReadParams(ref reader);
            if (_desk.Find(link, id, command.ViewId) is { } view)
            {
                view.AsksForKeys = command.Asks;
                view.TakesPageKeys = command.TakesPageKeys;
                _keys.Set(view);
                link.SendResult(id, EmptyResult.Instance);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.AnswerKeyCommand.Method))
        {
            BrokerDomain.AnswerKeyCommand command = BrokerDomain.AnswerKeyCommand.ReadParams(ref reader);
            if (_desk.Find(link, id, command.ViewId) is { } view)
            {
                _keys.Answer(view, command.Number, command.ToPage);
                link.SendResult(id, EmptyResult.Instance);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.GetPermissionsCommand.Method))
        {
            if (_desk.Find(link, id, BrokerDomain.GetPermissionsCommand.ReadParams(ref reader).ViewId) is { } view)
            {
                _permissions.GetAll(link, id, view);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.GetPermissionCommand.Method))
        {
            BrokerDomain.GetPermissionCommand command = BrokerDomain.GetPermissionCommand.ReadParams(ref reader);
            if (_desk.Find(link, id, command.ViewId) is { } view)
            {
                _permissions.Get(link, id, view, command.Origin, command.Kind);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.SetPermissionCommand.Method))
        {
            BrokerDomain.SetPermissionCommand command = BrokerDomain.SetPermissionCommand.ReadParams(ref reader);
            if (_desk.Find(link, id, command.ViewId) is { } view)
            {
                _permissions.Set(link, id, view, command.Setting);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.LendPermissionCommand.Method))
        {
            BrokerDomain.LendPermissionCommand command = BrokerDomain.LendPermissionCommand.ReadParams(ref reader);
            if (_desk.Find(link, id, command.ViewId) is { } view)
            {
                _permissions.Lend(link, id, view, command.Origin, command.Kind);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.ReturnPermissionCommand.Method))
        {
            BrokerDomain.ReturnPermissionCommand command = BrokerDomain.ReturnPermissionCommand.ReadParams(ref reader);
            if (_desk.Find(link, id, command.ViewId) is { } view)
            {
                _permissions.Return(link, id, view, command.Origin, command.Kind);
            }
        }
        else if (header.Method.SequenceEqual(BrokerDomain.RequestExitCommand.Method))
        {
            _exits.Request(link, id, BrokerDomain.RequestExitCommand.ReadParams(ref reader));
        }
        else if (header.Method.SequenceEqual(BrokerDomain.AnswerExitCommand.Method))
        {
            _exits.Answer(link, id, BrokerDomain.AnswerExitCommand.ReadParams(ref reader));
        }
        else if (header.Method.SequenceEqual(BrokerDomain.BeginExitCommand.Method))
        {
            _exits.Begin(link, id);
        }
        else if (header.Method.SequenceEqual(BrokerDomain.CancelExitCommand.Method))
        {
            _exits.Cancel(link, id);
        }
        else if (header.Method.SequenceEqual(BrokerDomain.GetProcessesCommand.Method))
        {
            ProcessesAsked(link, id);
        }
        else
        {
            link.SendError(id, HResults.InvalidArgument, string.Create(CultureInfo.InvariantCulture, $"The broker knows no command '{Encoding.UTF8.GetString(header.Method)}'."));
        }
    }
}
