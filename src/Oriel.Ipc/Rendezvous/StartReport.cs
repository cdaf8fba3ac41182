using System;
using System.Globalization;

namespace Oriel.Ipc.Rendezvous;

/// <summary>The one line with which a broker answers whoever started it.</summary>
/// <param name="SocketPath">Where to connect; null after a failure.</param>
/// <param name="HResult">What the app is to see after a failure.</param>
/// <param name="Message">The failure in words.</param>
internal sealed record StartReport(string? SocketPath, int HResult, string Message)
{
    public static StartReport Ready(string socketPath) => new(socketPath, 0, "");

    public static StartReport Failed(int hresult, string message) => new(null, hresult, message);

    /// <exception cref="FormatException">It is not such a line.</exception>
    public static StartReport Parse(string line)
    {
        string[] parts = line.Split(' ', 3);
        return parts switch
        {
            ["ready", ..] => Ready(line["ready ".Length..]),
            ["failed", string hresult, string message] => Failed(int.Parse(hresult, CultureInfo.InvariantCulture), message),
            _ => throw new FormatException($"The broker answered '{line}', which is neither 'ready PATH' nor 'failed HRESULT MESSAGE'."),
        };
    }

    public string Format() =>
        SocketPath is not null
            ? $"ready {SocketPath}\n"
            : string.Create(CultureInfo.InvariantCulture, $"failed {HResult} {Message.ReplaceLineEndings(" ")}\n");
}
