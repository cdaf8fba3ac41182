using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;

namespace Oriel.Core.Features.Permissions;

/// <summary>What a kind is called on the wire, and by which feature of its permissions policy a document shuts it out.</summary>
internal sealed record PermissionName(CoreWebView2PermissionKind Kind, string Name, string? PolicyFeature)
{
    private static readonly PermissionName[] s_all =
    [
        new(CoreWebView2PermissionKind.Microphone, "microphone", "microphone"),
        new(CoreWebView2PermissionKind.Camera, "camera", "camera"),
        new(CoreWebView2PermissionKind.Geolocation, "geolocation", "geolocation"),
        new(CoreWebView2PermissionKind.Notifications, "notifications", null),
        new(CoreWebView2PermissionKind.OtherSensors, "sensors", null),
        new(CoreWebView2PermissionKind.ClipboardRead, "clipboard-read", "clipboard-read"),
        new(CoreWebView2PermissionKind.LocalFonts, "local-fonts", "local-fonts"),
        new(CoreWebView2PermissionKind.MidiSystemExclusiveMessages, "midi-sysex", "midi"),
        new(CoreWebView2PermissionKind.WindowManagement, "window-management", "window-management"),
        new(CoreWebView2PermissionKind.PersistentStorage, "persistent-storage", null),
    ];

    private static readonly Dictionary<string, PermissionName> s_byName = s_all.ToDictionary(static name => name.Name);

    internal static bool TryFind(string name, [NotNullWhen(true)] out PermissionName? found) => s_byName.TryGetValue(name, out found);

    /// <exception cref="ArgumentException">There is no such kind, or it is the unknown one.</exception>
    /// <exception cref="NotImplementedException">Chromium does not let it be set.</exception>
    internal static PermissionName Of(CoreWebView2PermissionKind kind, string parameter)
    {
        if (Array.Find(s_all, name => name.Kind == kind) is { } found)
        {
            return found;
        }

        if (kind is CoreWebView2PermissionKind.MultipleAutomaticDownloads or CoreWebView2PermissionKind.FileReadWrite or CoreWebView2PermissionKind.Autoplay)
        {
            throw new NotImplementedException(
                $"The state of {kind} cannot be set: Chromium offers no way to. docs/parity.md in Oriel's repository says what else differs; autoplay as a whole is allowed by the browser argument --autoplay-policy=no-user-gesture-required.");
        }

        throw OfficialErrors.InvalidArgument($"{kind} is no permission that can be set. Give one of CoreWebView2PermissionKind's other values.", parameter);
    }
}
