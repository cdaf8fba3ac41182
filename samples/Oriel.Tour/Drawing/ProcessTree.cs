using System.Collections.Generic;
using System.Linq;
using Oriel.Diagnostics;
using Oriel.Tour.Hosts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Oriel.Tour.Drawing;

/// <summary>Draws a process map: the host apps with their views, then the broker, the browser below it and the browser's processes below that.</summary>
internal sealed class ProcessTree(IReadOnlyDictionary<int, string> hostNames)
{
    internal ProcessTree(IEnumerable<HostClient> hosts)
        : this(hosts.ToDictionary(static host => host.ProcessId, static host => host.Name))
    {
    }

    internal IRenderable Draw(string title, string folder, BrowserGroupMap group)
    {
        Tree tree = new($"[bold]{Markup.Escape(title)}[/]  [grey]{Markup.Escape(folder)}[/]");
        foreach (HostProcess host in group.Map.Hosts)
        {
            TreeNode node = tree.AddNode(Line("blue", NameOf(host), host.ProcessId));
            foreach (HostView view in host.Views)
            {
                node.AddNode($"view  {Markup.Escape(group.PageOf(view) is { } page ? ProcessLabels.Site(page.Uri) : "?")}{(view.IsInPrivate ? "  [grey]InPrivate[/]" : "")}");
            }
        }

        TreeNode browser = tree.AddNode(Line("blue", "Broker", group.Map.BrokerProcessId)).AddNode(Line("bold", "Browser", group.Map.BrowserProcessId));
        foreach (BrowserProcess process in ProcessLabels.InOrder(group.Map))
        {
            browser.AddNode(Line("teal", ProcessLabels.Of(process, group.Map), process.ProcessId) + "  " + Frames(group, process));
        }

        return tree;
    }

    private static string Line(string colour, string name, int processId) => $"[{colour}]{Markup.Escape(name)}[/]  [grey]pid[/] {processId}";

    private string NameOf(HostProcess host) => hostNames.GetValueOrDefault(host.ProcessId, host.Name);

    private string Frames(BrowserGroupMap group, BrowserProcess process) => string.Join(
        "[grey],[/] ",
        process.Frames.Select(frame =>
        {
            string what = frame.IsMainFrame ? "page" : "frame";
            string of = group.HostOf(frame) is { } host ? $" of {NameOf(host)}" : "";
            of += group.IsInPrivate(frame) ? ", InPrivate" : "";
            return $"{Markup.Escape(ProcessLabels.Site(frame.Uri))} [grey]({what}{Markup.Escape(of)})[/]";
        }));
}
