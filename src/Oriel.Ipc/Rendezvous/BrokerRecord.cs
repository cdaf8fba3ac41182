using System.Globalization;
using System.Text;

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

    /// <returns>Null if the text is not a whole record: none was written yet, or by some other version.</returns>
    public static BrokerRecord? TryParse(string text)
    {
        string[] lines = text.Split('\n');
        return lines is [Heading, string socketPath, string bootId, string pid, string startTime, ""]
            && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int browserPid)
            && long.TryParse(startTime, NumberStyles.None, CultureInfo.InvariantCulture, out long browserStartTime)
            && socketPath.StartsWith('/')
            ? new BrokerRecord(socketPath, bootId, browserPid, browserStartTime)
            : null;
    }

    public string Format()
    {
        StringBuilder text = new();
        text.Append(Heading).Append('\n').Append(SocketPath).Append('\n').Append(BootId).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{BrowserPid}\n{BrowserStartTime}\n");
        return text.ToString();
    }
}
