using Oriel.Tour.Hosts;

namespace Oriel.Tour.Drawing;

/// <summary>What a host says of processes, for people.</summary>
internal static class NewsLine
{
    internal static string Of(HostClient host, HostLine line) => line switch
    {
        HostLine.ProcessFailed failed => $"{host.Name}, view {failed.View}: ProcessFailed {failed.What}, {failed.Why}{(failed.Report is null ? "" : $"; {failed.Report}")}",
        HostLine.Recovered recovered => $"{host.Name}, view {recovered.View}: recovered, {recovered.Url} in browser {recovered.BrowserProcessId}",
        HostLine.BrowserExited exited => $"{host.Name}: BrowserProcessExited {(exited.IsNormal ? "Normal" : "Failed")}, browser {exited.ProcessId}",
        _ => $"{host.Name}: {line.GetType().Name}",
    };
}
