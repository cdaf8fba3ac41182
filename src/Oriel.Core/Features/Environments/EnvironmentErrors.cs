using System;
using Oriel.Client.Connections;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;

namespace Oriel.Core.Features.Environments;

/// <summary>What the creation of a view says when it fails.</summary>
internal static class EnvironmentErrors
{
    /// <summary>The broker's errors carry the HRESULT to raise, and a text for people.</summary>
    internal static Exception FromBroker(CdpException refused) =>
        OfficialErrors.FromHResult(refused.Error.Code < 0 ? refused.Error.Code : HResults.Fail, refused.Error.Message, refused);

    internal static Exception FromUnavailable(BrokerUnavailableException unavailable) =>
        OfficialErrors.FromHResult(unavailable.HResult, unavailable.Message, unavailable);

    internal static Exception FromTimeout(TimeoutException late, string userDataFolder) =>
        OfficialErrors.FromHResult(
            HResults.Timeout,
            $"The view could not be created in time: {late.Message} The broker or the browser of the user data folder '{userDataFolder}' hangs; end it and create the environment again.",
            late);

    internal static Exception FromLostConnection(ConnectionClosedException closed) => OfficialErrors.FromHResult(HResults.Fail, closed.Message, closed);
}
