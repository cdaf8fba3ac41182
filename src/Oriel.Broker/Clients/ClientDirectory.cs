using System.Collections.Generic;
using Oriel.Broker.Routing;

namespace Oriel.Broker.Clients;

/// <summary>The hosts that are connected, by slot.</summary>
internal sealed class ClientDirectory
{
    private readonly HashSet<ClientLink> _links = [];
    private readonly Dictionary<int, ClientLink> _bySlot = [];
    private int _lastSlot;

    public int Count => _links.Count;

    public IReadOnlyCollection<ClientLink> All => _links;

    /// <summary>Whether hosts are read at the moment; a new one is treated like the others.</summary>
    public bool IsReading { get; private set; } = true;

    public void Add(ClientLink link) => _links.Add(link);

    public ClientLink? Find(int slot) => _bySlot.GetValueOrDefault(slot);

    /// <summary>
    /// Gives a free slot; false if there is none. Slots go round, so that a late answer to a host that is gone does not reach the next one.
    /// </summary>
    public bool TryAssignSlot(ClientLink link)
    {
        for (int tries = 0; tries < MessageIds.LastSlot; tries++)
        {
            _lastSlot = _lastSlot == MessageIds.LastSlot ? MessageIds.BrokerSlot + 1 : _lastSlot + 1;
            if (_bySlot.TryAdd(_lastSlot, link))
            {
                link.Slot = _lastSlot;
                return true;
            }
        }

        return false;
    }

    public void Remove(ClientLink link)
    {
        _links.Remove(link);
        if (link.Slot != 0)
        {
            _bySlot.Remove(link.Slot);
        }
    }

    public void SetReading(bool isReading)
    {
        IsReading = isReading;
        foreach (ClientLink link in _links)
        {
            link.SetReading(isReading);
        }
    }
}
