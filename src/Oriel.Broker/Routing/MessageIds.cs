namespace Oriel.Broker.Routing;

/// <summary>
/// Every host numbers its commands within a range of its own, told by the upper bits. So a response finds its way by its id alone, and
/// no message has to be rewritten.
/// </summary>
internal static class MessageIds
{
    public const int CounterBits = 20;

    public const int LastSlot = (1 << (31 - CounterBits)) - 1;

    /// <summary>The broker's own.</summary>
    public const int BrokerSlot = 0;

    public static int SlotOf(int id) => id >> CounterBits;
}
