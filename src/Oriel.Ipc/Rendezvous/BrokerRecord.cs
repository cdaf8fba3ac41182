using System.Globalization;
using Oriel.Ipc.Processes;

namespace Oriel.Ipc.Rendezvous;

/// <summary>
/// What the lock file says of the broker that holds, or last held, it: where it listens, and which browser it started, so that others can wait for that
/// browser, and remove what it left, should the broker have been killed.
/// </summary>
/// <param name="SocketPath">Where the broker listens.</param>
/// <param name="BootId">The run of the kernel in which the pid and time below mean something.</param>
/// <param name="BrowserPid">The browser process, or 0 before the first.</param>
/// <param name="BrowserStartTime">When that process started, in the kernel's ticks.</param>
/// <param name="SocketFolder">Where that browser keeps its single-instance socket; null before it answered.</param>
internal sealed record BrokerRecord(string SocketPath, string BootId, int BrowserPid, long BrowserStartTime, string? SocketFolder = null)
{
    private const string Heading = "oriel-broker 1";

    /// <summary>
    /// Of every record. Those who start brokers read the file while the broker writes it: as it is neither cut nor grown, and as everything but the browser stays as it
    /// was, whatever they catch tells them where the broker listens.
    /// </summary>
    private const int Length = 1024;

    public ProcessIdentity Browser => new(BrowserPid, BrowserStartTime);

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
        return new BrokerRecord(socketPath, bootId, browserPid, browserStartTime, lines.Length > 5 && lines[5].StartsWith('/') ? lines[5] : null);
    }

    public string Format() =>
        string.Create(CultureInfo.InvariantCulture, $"{Heading}\n{SocketPath}\n{BootId}\n{BrowserPid:D10}\n{BrowserStartTime:D20}\n{SocketFolder}\n").PadRight(Length, '\n');
}
