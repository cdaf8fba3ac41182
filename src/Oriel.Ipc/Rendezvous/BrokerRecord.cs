using System.Globalization;

namespace Oriel.Ipc.Rendezvous;

/// <summary>
/// What the lock file says of the broker that holds, or last held, it: where it listens, and which browser it started, so that its successor can wait for
/// that browser should the broker have been killed.
/// </summary>
/// <param name="SocketPath">Where the broker listens.</param>
/// <param name="BootId">The run of the kernel in which the pid and time below mean something.</param>
/// <param name="BrowserPid">The browser process, or 0 before the first.</param>
/// <param name="BrowserStartTime">When that process started, in the kernel's ticks.</param>
internal sealed record BrokerRecord(string SocketPath, string BootId, int BrowserPid, long BrowserStartTime)
{
    private const string Heading = "oriel-broker 1";

    /// <summary>
    /// Of every record. Those who start brokers read the file while the broker writes it: as it is neither cut nor grown, and as everything but the browser stays as it
    /// was, whatever they catch tells them where the broker listens.
    /// </summary>
    private const int Length = 1024;

    /// <returns>Null if the text is no record: none was written yet, or by some other version.</returns>
    public static BrokerRecord? TryParse(string text)
    {
        string[] lines = text.Split('\n');
        if (lines is not [Heading, ['/', ..] socketPath, { Length: > 0 } bootId, string pid, string startTime, ..])
        {
            return null;
        }

        _ = int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int browserPid);
        _ = long.TryParse(startTime, NumberStyles.None, CultureInfo.InvariantCulture, out long browserStartTime);
        return new BrokerRecord(socketPath, bootId, browserPid, browserStartTime);
    }

    public string Format() =>
        string.Create(CultureInfo.InvariantCulture, $"{Heading}\n{SocketPath}\n{BootId}\n{BrowserPid:D10}\n{BrowserStartTime:D20}\n").PadRight(Length, '\n');
}
