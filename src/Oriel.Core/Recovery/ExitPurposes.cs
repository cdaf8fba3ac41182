using System;
using Oriel.Protocol.Cdp;

namespace Oriel.Recovery;

/// <summary>The public words for what the wire says.</summary>
internal static class ExitPurposes
{
    internal static string ToWire(BrowserExitPurpose purpose) => purpose switch
    {
        BrowserExitPurpose.ClearUserDataFolder => BrokerDomain.ExitPurpose.ClearUserDataFolder,
        BrowserExitPurpose.MoveToNewVersion => BrokerDomain.ExitPurpose.MoveToNewVersion,
        BrowserExitPurpose.RestartWithOptions => BrokerDomain.ExitPurpose.RestartWithOptions,
        BrowserExitPurpose.ClearAuthCache => BrokerDomain.ExitPurpose.ClearAuthCache,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "There is no such purpose."),
    };

    internal static BrowserExitPurpose FromWire(string purpose) => purpose switch
    {
        BrokerDomain.ExitPurpose.ClearUserDataFolder => BrowserExitPurpose.ClearUserDataFolder,
        BrokerDomain.ExitPurpose.MoveToNewVersion => BrowserExitPurpose.MoveToNewVersion,
        BrokerDomain.ExitPurpose.RestartWithOptions => BrowserExitPurpose.RestartWithOptions,
        BrokerDomain.ExitPurpose.ClearAuthCache => BrowserExitPurpose.ClearAuthCache,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "Another app asks for something this version of Oriel does not know."),
    };

    /// <summary>An environment is bound to the browser and the options it was created with.</summary>
    internal static bool NeedsNewEnvironment(BrowserExitPurpose purpose) => purpose is BrowserExitPurpose.MoveToNewVersion or BrowserExitPurpose.RestartWithOptions;
}
