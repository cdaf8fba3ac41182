using Oriel.Broker.Routing;
using Oriel.Broker.Windows;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Clients;

/// <summary>A host's wish for a view, from its arrival to its one answer.</summary>
internal sealed class ViewRequest
{
    public required ClientLink Owner { get; init; }

    /// <summary>The id of the command that is to be answered.</summary>
    public required int Id { get; init; }

    public required BrokerDomain.CreateViewCommand Command { get; init; }

    /// <summary>Where the host wants to show it; null if nowhere.</summary>
    public BrowserDisplay? Display => Command.Display is { } name ? new BrowserDisplay(name, Command.XAuthority) : null;

    public Deadline? Deadline { get; set; }

    /// <summary>Browsers that were asked for it.</summary>
    public int Attempts { get; set; }

    /// <summary>What was opened for it, and is not its host's before it is answered.</summary>
    public View? View { get; set; }

    /// <summary>Answered, or nobody is there any more to be answered: what still comes for it is to be undone.</summary>
    public bool IsOver { get; set; }

    public void Succeed(BrokerDomain.CreateViewResult result)
    {
        Finish();
        Owner.SendResult(Id, result);
    }

    public void Fail(int code, string message)
    {
        if (!IsOver)
        {
            Finish();
            Owner.SendError(Id, code, message);
        }
    }

    public void Finish()
    {
        IsOver = true;
        Deadline?.Dispose();
    }
}
