using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.Diagnostics;
using Oriel.Tour.Hosts;
using Oriel.Tour.Site;
using Oriel.Tour.Steps;

namespace Oriel.Tour.Drawing;

/// <summary>What the tour's page is told, as Site/Pages/tour.js reads it.</summary>
internal sealed record PagePicture(
    string Kind,
    string Version,
    int JoinMilliseconds,
    int Count,
    IReadOnlyList<PagePicture.Group> Groups,
    PagePicture.Traffic Messages,
    PagePicture.FramePair Frames,
    IReadOnlyList<PagePicture.Step> Steps)
{
    internal sealed record Group(string Title, string Folder, IReadOnlyList<Host> Hosts, BrowserIds Browser, IReadOnlyList<Process> Processes);

    internal sealed record Host(string Name, int Pid, IReadOnlyList<Place> Views);

    internal sealed record BrowserIds(int Pid, int BrokerPid);

    internal sealed record Process(int Pid, string Label, IReadOnlyList<Place> Sites);

    /// <summary>A page or frame by the host name of its document, and whose it is.</summary>
    internal sealed record Place(string Host, string Owner, bool IsFrame, bool IsInPrivate);

    /// <summary>A step that is done, with its time, or one that is still to come.</summary>
    internal sealed record Step(string Title, int? Milliseconds);

    internal sealed record Traffic(int Count, int PerSecond);

    internal sealed record FramePair(Home Same, Home Cross);

    internal sealed record Home(int Pid, bool Together);

    internal static PagePicture Of(TourState state)
    {
        BrowserGroupMap shared = state.Shared!;
        int page = shared.RendererOf(SiteNames.Tour, state.HostA).ProcessId;
        Home HomeOf(string name)
        {
            int home = shared.RendererOf(name, state.HostA).ProcessId;
            return new Home(home, home == page);
        }

        return new PagePicture(
            "state",
            "Chromium " + state.FirstView!.BrowserVersion,
            state.SecondView!.ViewMilliseconds,
            state.Seen.Count + state.Hosts.Count,
            [
                GroupOf("One folder, two host apps", state.SharedFolder, shared, state.Hosts),
                GroupOf("Another folder, another browser", state.ApartFolder, state.Apart!, state.Hosts),
            ],
            new Traffic(ExchangeMessages.Count, (int)(ExchangeMessages.Count * 1000 / state.Exchange!.Milliseconds)),
            new FramePair(HomeOf(SiteNames.SameSite), HomeOf(SiteNames.CrossSite)),
            [
                .. state.Results.Select(static result => new Step(result.Title, result.Milliseconds)),
                .. state.Titles.Skip(state.Results.Count).Select(static title => new Step(title, Milliseconds: null)),
            ]);
    }

    private static Group GroupOf(string title, string folder, BrowserGroupMap group, IReadOnlyList<HostClient> clients)
    {
        Dictionary<int, HostClient> byProcess = clients.ToDictionary(static client => client.ProcessId);
        string LetterOf(ProcessFrame frame) => group.HostOf(frame) is { } host && byProcess.TryGetValue(host.ProcessId, out HostClient? client) ? client.Letter : "?";
        return new Group(
            title,
            "…/" + Path.GetFileName(folder),
            [.. group.Map.Hosts.Select(host => new Host(byProcess[host.ProcessId].Name, host.ProcessId, [.. host.Views.Select(view => PlaceOf(group, view))]))],
            new BrowserIds(group.Map.BrowserProcessId, group.Map.BrokerProcessId),
            [
                .. ProcessLabels.InOrder(group.Map).Select(process => new Process(
                    process.ProcessId,
                    ProcessLabels.Of(process, group.Map),
                    [.. process.Frames.Select(frame => new Place(ProcessLabels.Site(frame.Uri), LetterOf(frame), !frame.IsMainFrame, group.IsInPrivate(frame)))])),
            ]);
    }

    private static Place PlaceOf(BrowserGroupMap group, HostView view) =>
        new(group.PageOf(view) is { } page ? ProcessLabels.Site(page.Uri) : "?", view.IsInPrivate ? "InPrivate" : "page", IsFrame: false, view.IsInPrivate);
}
