using System;

namespace Oriel.Client.Connections;

/// <summary>There is no broker for the user data folder, and none could be started. Nothing of the environment works; its HRESULT is what the app is to see.</summary>
internal sealed class BrokerUnavailableException : Exception
{
    public BrokerUnavailableException(int hresult, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        HResult = hresult;
    }
}
