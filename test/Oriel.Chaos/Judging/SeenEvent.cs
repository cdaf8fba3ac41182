using System;
using System.Text.Json.Nodes;
using Oriel.TestKit.Hosts;

namespace Oriel.Chaos.Judging;

/// <summary>An event that a host told.</summary>
/// <param name="At">Since the run began.</param>
/// <param name="Name">ProcessFailed or BrowserProcessExited.</param>
/// <param name="Source">The view, or the environment.</param>
/// <param name="Kind">Of the failure or of the exit.</param>
/// <param name="Reason">Of the failure; otherwise empty.</param>
/// <param name="Code">The exit code of a failure, the process id of an exit.</param>
internal sealed record SeenEvent(TimeSpan At, string Name, string Source, string Kind, string Reason, int Code)
{
    internal static SeenEvent From(HostEvent told, TimeSpan at)
    {
        JsonObject args = told.Args;
        return new SeenEvent(
            at, told.Name, told.Source, args["kind"]!.GetValue<string>(), args["reason"]?.GetValue<string>() ?? "", (args["exitCode"] ?? args["pid"])!.GetValue<int>());
    }

    public override string ToString() => $"{At.TotalSeconds,8:0.000} s  {Source}: {Name} {Kind} {Reason} {Code}";
}
