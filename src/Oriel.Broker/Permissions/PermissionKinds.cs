using System.Collections.Generic;
using Oriel.Protocol.Cdp;
using State = Oriel.Protocol.Cdp.BrokerDomain.PermissionState;

namespace Oriel.Broker.Permissions;

/// <summary>
/// The permissions whose state the browser lets us set, by the names of <c>navigator.permissions</c>; only MIDI's is our own. What belongs together in the browser is one kind here.
/// </summary>
internal static class PermissionKinds
{
    private static readonly Dictionary<string, Browser.PermissionDescriptor[]> s_descriptors = new()
    {
        ["camera"] = [new("camera")],
        ["clipboard-read"] = [new("clipboard-read")],
        ["geolocation"] = [new("geolocation")],
        ["local-fonts"] = [new("local-fonts")],
        ["microphone"] = [new("microphone")],
        ["midi-sysex"] = [new("midi"), new("midi", Sysex: true)],
        ["notifications"] = [new("notifications")],
        ["persistent-storage"] = [new("persistent-storage")],
        ["sensors"] = [new("accelerometer"), new("gyroscope"), new("magnetometer"), new("ambient-light-sensor")],
        ["window-management"] = [new("window-management")],
    };

    /// <summary>
    /// Those that Chromium would ask its user for. Asked of nobody it would remember the refusal, in a place of its own that we cannot reach; told by us that nothing is decided, it
    /// takes the prompt for dismissed, and remembers nothing.
    /// </summary>
    public static IReadOnlyList<string> Prompting { get; } =
        ["camera", "clipboard-read", "geolocation", "local-fonts", "microphone", "midi-sysex", "notifications", "window-management"];

    public static bool IsKnown(string kind) => s_descriptors.ContainsKey(kind);

    public static bool IsState(string state) => state is State.Granted or State.Denied or State.Prompt;

    public static IReadOnlyList<Browser.PermissionDescriptor> DescriptorsOf(string kind) => s_descriptors[kind];

    /// <summary>What the browser is told where nothing is decided: sensors are open to every page.</summary>
    public static string DefaultOf(string kind) => kind == "sensors" ? State.Granted : State.Prompt;
}
