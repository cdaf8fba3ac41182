using System;
using System.Collections.Generic;

namespace Oriel.Client.Environments;

/// <summary>
/// Switches an app may not give, with the reason. They are ignored, as documented, not refused: an app that passes one on Windows goes on
/// working there, and must here.
/// </summary>
internal static class EssentialSwitches
{
    private const string Folder = "the environment decides where data goes";
    private const string Link = "the link to the browser is Oriel's; no debugging port is ever opened";
    private const string Windows = "Oriel decides which windows the browser opens and where";
    private const string Ends = "it would make the browser do something else and exit";
    private const string Processes = "process infos and failures depend on the browser's own processes";
    private const string Extensions = "extensions are controlled by AreBrowserExtensionsEnabled and the profile";

    private static readonly Dictionary<string, string> s_reasons = new(StringComparer.Ordinal)
    {
        ["user-data-dir"] = Folder,
        ["profile-directory"] = Folder,
        ["incognito"] = Folder,
        ["guest"] = Folder,
        ["temp-profile"] = Folder,
        ["crash-dumps-dir"] = Folder,
        ["remote-debugging-pipe"] = Link,
        ["remote-debugging-port"] = Link,
        ["remote-debugging-address"] = Link,
        ["remote-debugging-socket-name"] = Link,
        ["remote-debugging-targets"] = Link,
        ["remote-debugging-io-pipes"] = Link,
        ["remote-allow-origins"] = Link,
        ["headless"] = Windows,
        ["ozone-platform"] = Windows,
        ["ozone-platform-hint"] = Windows,
        ["ozone-override-screen-size"] = Windows,
        ["window-size"] = Windows,
        ["window-position"] = Windows,
        ["start-maximized"] = Windows,
        ["start-fullscreen"] = Windows,
        ["no-startup-window"] = Windows,
        ["keep-alive-for-test"] = Windows,
        ["restore-last-session"] = Windows,
        ["new-window"] = Windows,
        ["kiosk"] = Windows,
        ["app"] = Windows,
        ["app-id"] = Windows,
        ["type"] = Ends,
        ["version"] = Ends,
        ["product-version"] = Ends,
        ["help"] = Ends,
        ["h"] = Ends,
        ["debug"] = Ends,
        ["g"] = Ends,
        ["dump-dom"] = Ends,
        ["screenshot"] = Ends,
        ["print-to-pdf"] = Ends,
        ["pack-extension"] = Ends,
        ["uninstall"] = Ends,
        ["single-process"] = Processes,
        ["enable-automation"] = "pages would be told that they are being automated",
        ["load-extension"] = Extensions,
        ["disable-extensions"] = Extensions,
        ["disable-extensions-except"] = Extensions,
        ["enable-unsafe-extension-debugging"] = Extensions,
    };

    public static bool TryGetReason(string name, out string reason)
    {
        bool essential = s_reasons.TryGetValue(name, out string? found);
        reason = found ?? string.Empty;
        return essential;
    }
}
